namespace ActorDetector.RabbitMq.Publishing;

/// <summary>A call of append on its way: done when all messages that have entries of it are confirmed. Safe from any thread.</summary>
internal sealed class AppendCall
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _pending = 1; // the call itself, until all its entries are taken

    /// <summary>Done when all is confirmed.</summary>
    public Task Done => _done.Task;

    /// <summary>Waits for one more.</summary>
    public void Await() => Interlocked.Increment(ref _pending);

    /// <summary>One less to wait for.</summary>
    public void Confirm()
    {
        if (Interlocked.Decrement(ref _pending) == 0)
            _done.TrySetResult();
    }

    /// <summary>Ends it with an error.</summary>
    public void Fail(Exception error) => _done.TrySetException(error);
}
