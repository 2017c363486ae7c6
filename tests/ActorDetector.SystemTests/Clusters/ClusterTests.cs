using System.Diagnostics;
using ActorDetector.SystemTests.Processes;
using ActorDetector.SystemTests.Serving;
using Xunit.Abstractions;

namespace ActorDetector.SystemTests.Clusters;

/// <summary>What a cluster finds of the lines of a fleet, against what one node finds that is left in peace.</summary>
[Collection(SharedCluster.Name)]
public abstract class ClusterTests : IDisposable
{
    // Of a line that another node, or another run, has read, only the template is known when its session ends.
    private static readonly string[] s_mayDiffer = ["raw", "explanation"];

    // As many as judge enough sessions; the whole log where there is time.
    private const int FewLines = 3000;

    private readonly Random _random = new(Long.Seed);
    private bool _areOwn;

    protected ClusterTests(ServedFleet fleet, ClusterEngines engines, ITestOutputHelper output)
    {
        ArgumentNullException.ThrowIfNull(fleet);
        ArgumentNullException.ThrowIfNull(engines);
        ArgumentNullException.ThrowIfNull(output);
        (Fleet, Engines, Output) = (fleet, engines, output);
        Output.WriteLine($"ACTORDETECTOR_TEST_SEED={Long.Seed}");
        string[] lines = [.. fleet.LiveLines.Take(Long.IsAsked ? int.MaxValue : FewLines)];
        for (int at = 0, next; at < lines.Length; at = next)
        {
            next = Math.Min(lines.Length, at + _random.Next(1, 60));
            Batches.Add(lines[at..next]);
        }
    }

    protected ServedFleet Fleet { get; }

    private protected ClusterEngines Engines { get; }

    protected ITestOutputHelper Output { get; }

    private protected Workplace Place { get; } = new();

    protected List<string[]> Batches { get; } = [];

    /// <summary>Between two batches.</summary>
    protected virtual TimeSpan Pause => TimeSpan.FromMilliseconds(20);

    protected int Lines => Batches.Sum(batch => batch.Length);

    public void Dispose()
    {
        Place.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Changes the lines, which are the same for all tests otherwise.</summary>
    protected void Change(Func<string[], string[]> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        _areOwn = true;
        for (int i = 0; i < Batches.Count; i++)
            Batches[i] = change(Batches[i]);
    }

    /// <summary>A cluster on the engines that all tests share.</summary>
    private protected Cluster MakeCluster() => new(Place, Fleet.Model, Engines.Postgres, Engines.Postgres.MakeDatabase(), Engines.Rabbit.Address, Engines.NextPrefix());

    /// <summary>Sends all lines, and does something when so many of them were sent.</summary>
    private protected async Task SendAsync(Cluster cluster, params IReadOnlyList<Func<Task>> events)
    {
        long sent = 0;
        Task happening = Task.Run(async () =>
        {
            for (int i = 0; i < events.Count; i++)
            {
                long moment = (long)Lines * (i + 1) / (events.Count + 2);
                await Eventually.IsTrue(() => Volatile.Read(ref sent) >= moment, () => $"{Volatile.Read(ref sent)} of {moment} lines were sent");
                await Task.Delay(TimeSpan.FromMicroseconds(_random.Next(20_000)));
                await events[i]();
            }
        });
        Task sending = cluster.SendAsync(Batches, Pause, lines => Volatile.Write(ref sent, lines));
        if (await Task.WhenAny(happening, sending) == happening)
            await happening;
        await sending;
        await happening;
    }

    /// <summary>Fails unless nothing was lost, nothing doubled, nothing else found.</summary>
    /// <param name="cluster">What all lines were sent to.</param>
    /// <param name="send">Sends them to one node that is left in peace, where there is more to it.</param>
    private protected async Task<Outcome> CompareAsync(Cluster cluster, Func<ServedNode, Task>? send = null)
    {
        Outcome expected = _areOwn || send is not null
            ? await ExpectAsync(send ?? SendAsync)
            : await Engines.ExpectAsync(() => ExpectAsync(SendAsync));
        Outcome outcome = await cluster.OutcomeAsync(Lines, s_mayDiffer);
        Output.WriteLine($"{outcome.Anomalies.Count} anomalies, {outcome.Counters}; owners {string.Join(' ', cluster.Owners())}");
        outcome.ShouldBeThatOf(expected);
        return outcome;
    }

    /// <summary>Sends lines to one node.</summary>
    private protected static Task SendAsync(ServedNode alone, List<string[]> batches, int from = 0) =>
        KillTests.SendAsync(new MortalNode(() => Task.FromResult(alone)), batches, _ => { }, from);

    private Task SendAsync(ServedNode alone) => SendAsync(alone, Batches);

    // By one node that is left in peace.
    private async Task<Outcome> ExpectAsync(Func<ServedNode, Task> send)
    {
        using ServedNode alone = await Cluster.StartAloneAsync(Place, Fleet.Model);
        await send(alone);
        Outcome expected = await Outcome.OfAsync(alone, "http", s_mayDiffer);
        expected.Anomalies.Count.ShouldBeGreaterThan(5);
        return expected;
    }

    /// <summary>Waits until all shards are served again, and fails when it took longer.</summary>
    private protected async Task ServedAgainAsync(Cluster cluster, TimeSpan limit, string gone)
    {
        var since = Stopwatch.StartNew();
        await Eventually.IsTrue(() => !cluster.Owners().Contains(gone), () => $"owners {string.Join(' ', cluster.Owners())}");
        Output.WriteLine($"shards of {gone} taken over after {since.Elapsed.TotalSeconds:0.0} s");
        since.Elapsed.ShouldBeLessThan(limit);
    }
}
