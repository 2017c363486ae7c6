using ActorDetector.Actors.ShardLogs;
using Microsoft.Extensions.Logging;

namespace ActorDetector.Actors.Memory;

/// <summary>Looks now and then how much memory the process has, and lets lines wait while that is too much. For any number of threads; looking is for one.</summary>
/// <param name="ceiling">Most memory in bytes.</param>
/// <param name="used">Tells how many bytes the process has.</param>
/// <param name="time">Measures the pauses between collections.</param>
/// <param name="log">Is told when lines begin to wait, and when they no longer do.</param>
public sealed partial class MemoryWatch(long ceiling, Func<long> used, TimeProvider time, ILogger log)
{
    private static readonly TimeSpan BetweenCollections = TimeSpan.FromSeconds(1);

    private readonly Pulse _opened = new();
    private MemoryGate _gate = new(ceiling);
    private long _collected = time.GetTimestamp();
    private long _used;
    private volatile bool _isFull;
    private volatile bool _isLetGo;

    /// <summary>Whether lines wait. Cheap: sources that cannot wait ask for every line.</summary>
    public bool IsFull => _isFull;

    /// <summary>How it was when it was looked at last.</summary>
    public MemoryStatus Status => new(Volatile.Read(ref _used), ceiling, _isFull);

    /// <summary>Looks. What is only garbage is no reason to let lines wait: it is collected first.</summary>
    public void Look()
    {
        long now = used();
        if (_gate.After(now).IsClosed && time.GetElapsedTime(_collected) >= BetweenCollections)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            _collected = time.GetTimestamp();
            now = used();
        }

        Volatile.Write(ref _used, now);
        _gate = _gate.After(now);
        if (_gate.IsClosed == _isFull || _isLetGo)
            return;
        _isFull = _gate.IsClosed;
        if (_isFull)
            LogFull(now, ceiling);
        else
            Open(now);
    }

    /// <summary>Lets no lines wait any more, for a node that ends: what sources have in hand is handed on.</summary>
    public void LetGo()
    {
        _isLetGo = true;
        _isFull = false;
        _opened.Fire();
    }

    /// <summary>Waits until lines are taken.</summary>
    public async ValueTask WaitAsync(CancellationToken cancellation)
    {
        while (_isFull)
        {
            Task opened = _opened.Next;
            if (_isFull)
                await opened.WaitAsync(cancellation).ConfigureAwait(false);
        }
    }

    private void Open(long now)
    {
        LogRoom(now, ceiling);
        _opened.Fire();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The process has {Used} bytes, near the {Ceiling} that --max-memory allows: sources wait, UDP is dropped and counted, until it has fewer. Raise it, or lower --max-resident or --cache-megabytes.")]
    private partial void LogFull(long used, long ceiling);

    [LoggerMessage(Level = LogLevel.Information, Message = "The process has {Used} bytes, enough below the {Ceiling} of --max-memory: lines are taken again.")]
    private partial void LogRoom(long used, long ceiling);
}
