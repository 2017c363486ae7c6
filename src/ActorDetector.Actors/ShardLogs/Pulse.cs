namespace ActorDetector.Actors.ShardLogs;

/// <summary>Wakes all that wait for something to happen next. Safe from any thread.</summary>
public sealed class Pulse
{
    private TaskCompletionSource? _next;

    /// <summary>Done when it fires next. Take it, look whether there is still a need to wait, then wait: so no firing is missed.</summary>
    public Task Next
    {
        get
        {
            if (Volatile.Read(ref _next) is { } next)
                return next.Task;
            TaskCompletionSource made = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return (Interlocked.CompareExchange(ref _next, made, null) ?? made).Task;
        }
    }

    /// <summary>Wakes all.</summary>
    public void Fire() => Interlocked.Exchange(ref _next, null)?.TrySetResult();
}
