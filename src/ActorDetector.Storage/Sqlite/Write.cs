namespace ActorDetector.Storage.Sqlite;

/// <summary>Something to be written, and the one who waits for it. It can be cancelled only while no transaction has it: who is told so may
/// rely on nothing being stored.</summary>
internal abstract class Write
{
    private const int Waiting = 0;
    private const int Begun = 1;
    private const int Over = 2;

    private volatile bool _cancelled;
    private int _state;

    /// <summary>Takes it into a transaction; false when it was cancelled.</summary>
    public bool TryBegin() => Interlocked.CompareExchange(ref _state, Begun, Waiting) == Waiting;

    /// <summary>Puts it back: its transaction was rolled back.</summary>
    public void PutBack()
    {
        Volatile.Write(ref _state, Waiting);
        // Asked for while a transaction had it, so that it could not be done then.
        if (_cancelled)
            Cancel();
    }

    /// <summary>Cancels it now if it waits, else when it waits again.</summary>
    public void Cancel()
    {
        _cancelled = true;
        if (Interlocked.CompareExchange(ref _state, Over, Waiting) == Waiting)
            Fail(new OperationCanceledException());
    }

    /// <summary>Writes inside the open transaction.</summary>
    public abstract void Apply(Database database);

    /// <summary>Tells the one who waits that the transaction is committed.</summary>
    public abstract void Complete();

    /// <summary>Tells the one who waits that nothing was stored.</summary>
    public abstract void Fail(Exception exception);
}
