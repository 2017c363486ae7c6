using ActorDetector.Logs.Reading;

namespace ActorDetector.Logs.Formats;

/// <summary>How the lines of a log are written: a header, JSON, CSV. Immutable and shared by threads.</summary>
public abstract class LogFormat
{
    /// <summary>The name a person would say: a preset's, <c>json</c>, <c>csv</c>, or the header pattern itself.</summary>
    public abstract string Name { get; }

    /// <summary>The names of the header fields, in order, <c>Content</c> among them.</summary>
    public abstract IReadOnlyList<string> Fields { get; }

    /// <summary>Whether a line's time hangs on the lines before it (the year or the day is not written), so that one parser must see all
    /// lines in their order.</summary>
    public virtual bool NeedsOrder => false;

    /// <summary>Whether lines have times that are read.</summary>
    public virtual bool HasTimes => false;

    /// <summary>A parser with scratch of its own, for one thread.</summary>
    public abstract LineParser CreateParser();

    /// <summary>How the format's records are to be read: the options, with what the format demands of the reader.</summary>
    public virtual ReadingOptions Reading(ReadingOptions options) => options;
}
