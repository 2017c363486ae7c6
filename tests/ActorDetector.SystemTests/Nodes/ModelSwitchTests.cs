using System.Globalization;
using ActorDetector.Actors.Shards;
using ActorDetector.Detection;
using ActorDetector.Detection.Bundles;
using ActorDetector.SystemTests.Nodes.Made;
using ActorDetector.SystemTests.Processes;

namespace ActorDetector.SystemTests.Nodes;

[Collection(FleetTests.Name)]
public sealed class ModelSwitchTests(TrainedFleet fleet) : IDisposable
{
    private static readonly ShardOptions Few = new() { MaxResident = 60 };

    private readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task Sessions_go_on_over_a_switch_with_their_windows_translated_whether_resident_or_passive()
    {
        string[] lines = TroubledLines.Of(fleet.LiveLog);
        ModelBundle first = NextKeyBundles.Write(_place.PathOf("first"), fleet.Model, backwards: false);
        ModelBundle other = NextKeyBundles.Write(_place.PathOf("other"), fleet.Model, backwards: true);
        await using RunningNode alone = await RunningNode.StartAsync(new NodePlan(_place.PathOf("alone"), _place.PathOf("first")) { Shards = Few });
        await alone.FeedAsync(lines, 100);
        await alone.SettledAsync(lines.Length);

        await using RunningNode node = await RunningNode.StartAsync(new NodePlan(_place.PathOf("switched"), _place.PathOf("first")) { Shards = Few });
        await node.FeedAsync(lines[..3000], 100);
        await node.Node.SwitchModelAsync(_place.PathOf("other"), CancellationToken.None);
        await node.FeedAsync(lines[3000..], 100, 3001);
        await node.SettledAsync(lines.Length);

        Anomaly[] found = await node.AnomaliesAsync();
        found.Where(anomaly => anomaly.LineNumber <= 3000).ShouldAllBe(anomaly => anomaly.ModelVersion == first.Version);
        found.Where(anomaly => anomaly.LineNumber > 3000).ShouldAllBe(anomaly => anomaly.ModelVersion == other.Version);
        found.Count(anomaly => anomaly.LineNumber > 3000).ShouldBeGreaterThan(20);
        // What a model learned of unseen lines begins anew with the next.
        Said(found).ShouldBe(Said(await alone.AnomaliesAsync()));
        node.ShouldAccountFor(lines.Length);
        node.Status.Model.ShouldBe(other.Version);
        node.Status.Shards.ShouldAllBe(shard => shard.Model == other.Version);
    }

    [Fact]
    public async Task A_node_that_is_started_with_another_model_judges_what_waits_by_the_model_before()
    {
        string[] lines = TroubledLines.Of(fleet.LiveLog)[..2000];
        NextKeyBundles.Write(_place.PathOf("first"), fleet.Model, backwards: false);
        ModelBundle other = NextKeyBundles.Write(_place.PathOf("other"), fleet.Model, backwards: true);
        NodePlan plan = new(_place.PathOf("node"), _place.PathOf("first"));
        await using (RunningNode waits = await RunningNode.StartAsync(plan with
        {
            Hook = store => new HookedStore(store) { BeforeCommit = _ => Task.FromException(new IOException("not yet")) },
            DrainTimeout = TimeSpan.Zero,
        }))
            await waits.FeedAsync(lines, 100);

        await using RunningNode node = await RunningNode.StartAsync(plan with { Model = _place.PathOf("other") });
        await node.SettledAsync(lines.Length);
        await node.Until(() => node.Status.Shards.All(shard => shard.Model == other.Version));

        Anomaly[] found = await node.AnomaliesAsync();
        found.Length.ShouldBeGreaterThan(10);
        found.ShouldAllBe(anomaly => anomaly.ModelVersion != other.Version);
    }

    [Fact]
    public async Task A_model_of_other_sessions_is_refused_and_the_live_one_goes_on()
    {
        _place.Write("shop.log", Orders.Log(60));
        _place.Run(Orders.Train("shop.log", "shop")).With(0);
        await using RunningNode node = await RunningNode.StartAsync(new NodePlan(_place.PathOf("node"), fleet.Model));

        (await Should.ThrowAsync<ArgumentException>(() => node.Node.SwitchModelAsync(_place.PathOf("shop"), CancellationToken.None)))
            .Message.ShouldContain("cannot change while sessions are open");
        node.Status.IsReady.ShouldBeTrue();
        node.Status.DeadLetters.ShouldBe(0);
    }

    // Log keys have other numbers, and sums of floats another order.
    private static string[] Said(IEnumerable<Anomaly> found) => [.. found
        .Select(said => string.Create(CultureInfo.InvariantCulture, $"{said.LineNumber:D6} {said.Session} {said.Kind} {said.Rank} {said.Score:F3} {said.Template} expected {string.Join(' ', said.Expected.Take(1).Select(one => one.Template))}"))
        .Order(StringComparer.Ordinal)];
}
