namespace ActorDetector.Actors.ShardLogs.Embedded;

/// <summary>A call of append on its way. While the writer holds it, it cannot be cancelled: the writer reads the caller's bytes.</summary>
internal sealed class AppendRequest(IReadOnlyList<ShardEntry> entries, CancellationToken cancellation)
{
    private const int Waiting = 0, Held = 1, Ended = 2;

    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _state;

    /// <summary>Done when all entries are accepted.</summary>
    public Task Done => _done.Task;

    /// <summary>The entries.</summary>
    public IReadOnlyList<ShardEntry> Entries => entries;

    /// <summary>How many of them are accepted.</summary>
    public int Accepted { get; set; }

    /// <summary>How many of them are accepted or in the group that is being written.</summary>
    public int Taken { get; set; }

    /// <summary>Whether it waits for nothing any more.</summary>
    public bool IsEnded => Volatile.Read(ref _state) == Ended;

    /// <summary>Takes hold of it for writing; false when it was cancelled.</summary>
    public bool TryHold() => Interlocked.CompareExchange(ref _state, Held, Waiting) == Waiting;

    /// <summary>Lets it wait on.</summary>
    public void LetGo()
    {
        Volatile.Write(ref _state, Waiting);
        if (cancellation.IsCancellationRequested)
            Cancel();
    }

    /// <summary>Ends it, held as it is: all is accepted.</summary>
    public void Complete()
    {
        Volatile.Write(ref _state, Ended);
        _done.TrySetResult();
    }

    /// <summary>Ends it, unless it is held: what is not accepted yet will not be.</summary>
    public void Cancel()
    {
        if (Interlocked.CompareExchange(ref _state, Ended, Waiting) == Waiting)
            _done.TrySetCanceled(cancellation);
    }

    /// <summary>Ends it, unless it is held, with an error.</summary>
    public void Fail(Exception error)
    {
        if (Interlocked.CompareExchange(ref _state, Ended, Waiting) == Waiting)
            _done.TrySetException(error);
    }
}
