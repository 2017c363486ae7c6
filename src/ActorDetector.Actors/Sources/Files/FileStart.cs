namespace ActorDetector.Actors.Sources.Files;

/// <summary>Where the files begin that are there when the source runs for the first time.</summary>
public enum FileStart
{
    /// <summary>At their start.</summary>
    Start,

    /// <summary>At their end: only what is written from now on counts. Files that appear later begin at their start all the same.</summary>
    End,
}
