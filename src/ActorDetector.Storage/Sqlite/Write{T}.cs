namespace ActorDetector.Storage.Sqlite;

/// <summary>Something to be written that has a result.</summary>
internal sealed class Write<T>(Func<Database, T> work) : Write
{
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;

    /// <summary>Done when it is committed.</summary>
    public Task<T> Done => _done.Task;

    /// <inheritdoc/>
    public override void Apply(Database database) => _result = work(database);

    /// <inheritdoc/>
    public override void Complete() => _done.TrySetResult(_result!);

    /// <inheritdoc/>
    public override void Fail(Exception exception)
    {
        if (exception is OperationCanceledException)
            _done.TrySetCanceled();
        else
            _done.TrySetException(exception);
    }
}
