namespace ActorDetector.Actors.Ingest;

/// <summary>What says which entity a line belongs to.</summary>
public enum EntityFrom
{
    /// <summary>The model's own rule: its session id, else its entity's field, else the source.</summary>
    Model,

    /// <summary>The source: the syslog host, the resource of OpenTelemetry, the name of the file.</summary>
    Source,
}
