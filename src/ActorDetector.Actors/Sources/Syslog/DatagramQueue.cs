using ActorDetector.Actors.Lines;

namespace ActorDetector.Actors.Sources.Syslog;

/// <summary>Messages that wait to be taken on, in batches: one thread adds, another takes. Bounded: what does not fit is counted, and the count
/// goes with the next batch.</summary>
internal sealed class DatagramQueue(SyslogLines lines, long mostBytes, Action<LineBatch> clear) : IDisposable
{
    // What a line or a note takes besides its text.
    private const int RowBytes = 64;

    private const int MostFree = 4;

    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _filled = new(0);
    private readonly Queue<LineBatch> _waiting = new();
    private readonly Stack<LineBatch> _free = new();
    private LineBatch? _last;
    private long _bytes;
    private readonly long[] _dropped = new long[Enum.GetValues<DropReason>().Length];
    private bool _isAnyDropped;
    private bool _isTold;
    private volatile bool _isClosed;

    /// <summary>Adds a message, or counts it as dropped.</summary>
    /// <param name="message">Its bytes.</param>
    /// <param name="peer">The peer's address.</param>
    /// <param name="full">What is full behind the queue.</param>
    public void Add(ReadOnlySpan<byte> message, ReadOnlySpan<byte> peer, DropReason full)
    {
        lock (_lock)
        {
            if (full == DropReason.None && _bytes + message.Length + RowBytes > mostBytes)
                full = DropReason.LogFull;
            if (full != DropReason.None)
            {
                Count(full, 1);
                return;
            }

            LineBatch batch = Last();
            long before = Weight(batch);
            lines.Add(batch, message, peer);
            _bytes += Weight(batch) - before;
        }
    }

    /// <summary>Counts messages as dropped.</summary>
    public void Drop(long messages)
    {
        lock (_lock)
            Count(DropReason.LogFull, messages);
    }

    /// <summary>Wakes the taker, when there is something for it.</summary>
    public void Tell()
    {
        lock (_lock)
        {
            if (_isTold || (_waiting.Count == 0 && !_isAnyDropped))
                return;
            _isTold = true;
        }

        _filled.Release();
    }

    /// <summary>Whether nothing will be added any more.</summary>
    public bool IsClosed => _isClosed;

    /// <summary>Tells that more will be added.</summary>
    public void Open() => _isClosed = false;

    /// <summary>Tells that nothing will be added any more.</summary>
    public void Close()
    {
        _isClosed = true;
        _filled.Release();
    }

    /// <summary>Waits until there is something, or the time is over.</summary>
    public Task WaitAsync(TimeSpan limit) => _filled.WaitAsync(limit);

    /// <summary>Takes the oldest batch; null when there is nothing.</summary>
    public LineBatch? Take()
    {
        lock (_lock)
        {
            _isTold = false;
            for (int reason = 0; _isAnyDropped && reason < _dropped.Length; reason++)
            {
                if (_dropped[reason] == 0)
                    continue;
                lines.Drop(Last(), (DropReason)reason, _dropped[reason]);
                _dropped[reason] = 0;
                _bytes += RowBytes;
            }

            _isAnyDropped = false;
            if (!_waiting.TryDequeue(out LineBatch? batch))
                return null;
            if (_waiting.Count == 0)
                _last = null;
            return batch;
        }
    }

    /// <summary>Gives a batch back that was taken on.</summary>
    public void Return(LineBatch batch)
    {
        lock (_lock)
        {
            _bytes -= Weight(batch);
            if (_free.Count < MostFree)
                _free.Push(batch);
        }
    }

    public void Dispose() => _filled.Dispose();

    private void Count(DropReason reason, long messages)
    {
        _dropped[(int)reason] += messages;
        _isAnyDropped |= messages > 0;
    }

    private static long Weight(LineBatch batch) => batch.Bytes + ((long)RowBytes * (batch.Count + batch.Notes.Count));

    private LineBatch Last()
    {
        if (_last is null || BatchPool.IsFull(_last))
        {
            _last = _free.TryPop(out LineBatch? batch) ? batch : new LineBatch();
            clear(_last);
            _waiting.Enqueue(_last);
        }

        return _last;
    }
}
