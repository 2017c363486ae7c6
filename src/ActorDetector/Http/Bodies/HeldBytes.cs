namespace ActorDetector.Http.Bodies;

/// <summary>The bytes that a request holds in memory until its lines are handed on, within a budget of all requests together.</summary>
internal sealed class HeldBytes(ByteBudget budget) : IDisposable
{
    private long _held;

    /// <summary>Tells how many it holds now; false when the budget has not so many.</summary>
    public bool TryHold(long bytes)
    {
        long more = bytes - _held;
        if (more > 0 && !budget.TryTake(more))
            return false;
        if (more < 0)
            budget.Give(-more);
        _held = bytes;
        return true;
    }

    /// <summary>Gives all of them back.</summary>
    public void Dispose() => TryHold(0);
}
