namespace ActorDetector.Actors.Sources.Files;

/// <summary>What the file source met with, since it was made.</summary>
public sealed class FileCounts
{
    private long _truncations;
    private long _unreadable;
    private long _refused;
    private long _open;
    private long _waiting;

    /// <summary>How often a file was cut off or written anew (copy-and-truncate): what was written between the last read and then is lost.</summary>
    public long Truncations => Interlocked.Read(ref _truncations);

    /// <summary>Files that could not be opened or read, each counted once until it can be; they are tried again.</summary>
    public long Unreadable => Interlocked.Read(ref _unreadable);

    /// <summary>Files refused because they are no text.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    /// <summary>Files open at present.</summary>
    public long Open => Interlocked.Read(ref _open);

    /// <summary>Files that wait because <see cref="FileSourceOptions.MaxFiles"/> are open.</summary>
    public long Waiting => Interlocked.Read(ref _waiting);

    internal void CountTruncation() => Interlocked.Increment(ref _truncations);

    internal void CountUnreadable() => Interlocked.Increment(ref _unreadable);

    internal void CountRefused() => Interlocked.Increment(ref _refused);

    internal void Tell(long open, long waiting)
    {
        Interlocked.Exchange(ref _open, open);
        Interlocked.Exchange(ref _waiting, waiting);
    }
}
