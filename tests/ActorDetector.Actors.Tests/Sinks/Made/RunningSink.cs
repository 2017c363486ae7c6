using ActorDetector.Actors.Sinks;
using ActorDetector.Actors.Stores;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActorDetector.Actors.Tests.Sinks.Made;

/// <summary>A sink runner that runs until it is disposed of.</summary>
internal sealed class RunningSink : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _run;

    public RunningSink(ISink sink, INodeStore store, TimeProvider time)
    {
        Runner = new SinkRunner(sink, store, time, NullLogger.Instance);
        _run = Runner.RunAsync(_stop.Token);
    }

    public SinkRunner Runner { get; }

    /// <summary>Waits until the sink is as it should be.</summary>
    public async Task<SinkStatus> UntilAsync(Func<SinkStatus, bool> isThere)
    {
        await Eventually.IsTrue(() => _run.IsFaulted || isThere(Runner.Status), () => Runner.Status.ToString());
        _run.IsFaulted.ShouldBeFalse(_run.Exception?.ToString());
        return Runner.Status;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _run.WaitAsync(TimeSpan.FromSeconds(30));
        _stop.Dispose();
    }
}
