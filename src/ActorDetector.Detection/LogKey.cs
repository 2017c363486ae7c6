namespace ActorDetector.Detection;

/// <summary>The log keys that every vocabulary has; a template's log key is its id plus <see cref="FirstTemplate"/>.</summary>
public static class LogKey
{
    /// <summary>Stands in a window for what is before the session's start.</summary>
    public const ushort Pad = 0;

    /// <summary>The end of a bounded session.</summary>
    public const ushort End = 1;

    /// <summary>A line whose template the model does not know.</summary>
    public const ushort Unseen = 2;

    /// <summary>The log key of the first template.</summary>
    public const ushort FirstTemplate = 3;

    /// <summary>The log key of a template, or <see cref="Unseen"/> for id -1.</summary>
    public static ushort OfTemplate(int id) => id < 0 ? Unseen : (ushort)(id + FirstTemplate);
}
