namespace ActorDetector.Actors.Sources.Syslog;

/// <summary>Counts the lines of a source, for their positions. For any number of threads.</summary>
internal sealed class LineCount
{
    private long _lines;

    /// <summary>The position of the last of so many further lines.</summary>
    public long Next(long lines = 1) => Interlocked.Add(ref _lines, lines);
}
