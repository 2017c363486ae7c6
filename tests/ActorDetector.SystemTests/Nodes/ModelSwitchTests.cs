using System.Globalization;
using ActorDetector.Actors.ShardLogs.Embedded;
using ActorDetector.Actors.Shards;
using ActorDetector.Actors.Stores;
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
    public async Task A_full_log_that_nobody_empties_lets_the_node_start_and_say_so_and_the_model_take_over_behind_it()
    {
        string[] lines = [.. Enumerable.Repeat(File.ReadAllLines(fleet.LiveLog), 3).SelectMany(log => log)];
        NextKeyBundles.Write(_place.PathOf("first"), fleet.Model, backwards: false);
        ModelBundle other = NextKeyBundles.Write(_place.PathOf("other"), fleet.Model, backwards: true);
        bool isAway = true;
        NodePlan plan = new(_place.PathOf("node"), _place.PathOf("first"))
        {
            Log = new ShardLogOptions { LogSync = LogSync.Never, LogMaxBytes = 1 << 20, LogSegmentBytes = 1 << 16, MaxEntryBytes = 1 << 18, LogKeepBytes = 0 },
            Hook = store => new HookedStore(store) { BeforeCommit = _ => Volatile.Read(ref isAway) ? Task.FromException(new IOException("not yet")) : Task.CompletedTask },
            DrainTimeout = TimeSpan.Zero,
        };
        await using (RunningNode waits = await RunningNode.StartAsync(plan))
        {
            Task feeding = waits.FeedAsync(lines, 1);
            await waits.Until(() => waits.Status.Log.IsFull || feeding.IsCompleted);
            feeding.IsCompleted.ShouldBeFalse();
        }

        await using RunningNode node = await RunningNode.StartAsync(plan with { Model = _place.PathOf("other") }).WaitAsync(TimeSpan.FromMinutes(1));
        node.Status.IsReady.ShouldBeFalse();
        node.Status.Conditions.ShouldContain(condition => condition.Part == "log" && condition.IsBlocking);
        node.Node.SourcesEnded.IsCompleted.ShouldBeFalse("sources wait for the model");

        Volatile.Write(ref isAway, false);
        await node.Until(() => node.Node.SourcesEnded.IsCompletedSuccessfully && node.Status.Shards.All(shard => shard.Model == other.Version));
        await node.Until(() => node.Status.IsReady);
        (await node.AnomaliesAsync()).ShouldAllBe(anomaly => anomaly.ModelVersion != other.Version);
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

    [Fact]
    public async Task Of_a_model_only_its_own_files_are_kept_even_where_its_folder_holds_the_data_folder()
    {
        ModelBundle model = NextKeyBundles.Write(_place.PathOf("model"), fleet.Model, backwards: false);
        NodePlan plan = new(Path.Combine(_place.PathOf("model"), "actordetector-data"), _place.PathOf("model"));

        await using RunningNode node = await RunningNode.StartAsync(plan);

        Directory.EnumerateFileSystemEntries(Path.Combine(plan.ModelsFolder, model.Version)).Select(Path.GetFileName)
            .ShouldBe(model.Manifest.Files.Keys.Append("manifest.json"), ignoreOrder: true);
    }

    [Fact]
    public async Task A_session_that_was_passive_for_more_models_than_are_known_goes_on()
    {
        string[] lines = TroubledLines.Of(fleet.LiveLog)[..1000];
        NextKeyBundles.Write(_place.PathOf("first"), fleet.Model, backwards: false);
        ModelBundle other = NextKeyBundles.Write(_place.PathOf("other"), fleet.Model, backwards: true);
        NodePlan plan = new(_place.PathOf("node"), _place.PathOf("first")) { Shards = new ShardOptions { MaxResident = 4 } };
        await using RunningNode node = await RunningNode.StartAsync(plan);
        await node.FeedAsync(lines, 100);
        await node.SettledAsync(lines.Length);
        node.Status.Shards.Sum(shard => shard.Passive).ShouldBeGreaterThan(0);

        await node.Node.SwitchModelAsync(_place.PathOf("other"), CancellationToken.None);
        for (int i = 0; i < 100; i++)
            await node.Store.AddModelAsync(new ModelVersion($"{i}", "gone", i, other.Texts), CancellationToken.None);
        await node.FeedAsync(lines, 100, lines.Length + 1);

        await node.SettledAsync(2 * lines.Length);
        node.Status.Shards.ShouldAllBe(shard => shard.State == ShardState.Running && shard.Model == other.Version);
        node.ShouldAccountFor(2 * lines.Length);
    }

    // Log keys have other numbers, and sums of floats another order.
    private static string[] Said(IEnumerable<Anomaly> found) => [.. found
        .Select(said => string.Create(CultureInfo.InvariantCulture, $"{said.LineNumber:D6} {said.Session} {said.Kind} {said.Rank} {said.Score:F3} {said.Template} expected {string.Join(' ', said.Expected.Take(1).Select(one => one.Template))}"))
        .Order(StringComparer.Ordinal)];
}
