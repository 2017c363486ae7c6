namespace ActorDetector.RabbitMq.Publishing;

/// <summary>An entry that waits for room in an outbox, which guards it.</summary>
internal sealed class OutboxWait(ReadOnlyMemory<byte> entry, AppendCall call)
{
    private readonly TaskCompletionSource _taken = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Its bytes: the caller's, which waits.</summary>
    public ReadOnlyMemory<byte> Entry => entry;

    /// <summary>Whose it is.</summary>
    public AppendCall Call => call;

    /// <summary>Done when it was taken.</summary>
    public Task Taken => _taken.Task;

    /// <summary>It was taken.</summary>
    public void Take() => _taken.TrySetResult();

    /// <summary>It will not be taken.</summary>
    public void Cancel(CancellationToken cancellation) => _taken.TrySetCanceled(cancellation);

    /// <summary>It will not be taken, for a fault.</summary>
    public void Fail(Exception error) => _taken.TrySetException(error);
}
