using System.ComponentModel.DataAnnotations;
using System.Text;
using ActorDetector.Actors.Ingest;
using ActorDetector.Actors.Lines;
using ActorDetector.Actors.Memory;
using ActorDetector.Actors.ShardLogs.Embedded;
using ActorDetector.Actors.Shards;
using ActorDetector.Actors.Tests.Made;
using ActorDetector.Actors.Tests.ShardLogs;
using ActorDetector.Detection.Bundles;
using ActorDetector.Detection.NextKey;
using ActorDetector.Learning.Lstm;
using ActorDetector.Logs;
using ActorDetector.Logs.Formats;
using ActorDetector.Logs.Reading;
using ActorDetector.Logs.Sessions;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Logging.Abstractions;
using static ActorDetector.Tests.ShardLogs.Entries;

namespace ActorDetector.Actors.Tests.Ingest;

public sealed class LineIngestTests : IDisposable
{
    private static readonly FormatOptions Header = new() { Format = "<Level> <Host> <Content>" };
    private static readonly SessionOptions ById = new() { SessionId = @"req-\d+" };

    private static readonly MemoryWatch Memory = new(long.MaxValue, () => 0, TimeProvider.System, NullLogger.Instance);

    private readonly LogFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_models_session_id_names_the_entity_and_a_line_without_one_is_noted()
    {
        IngestedLine[] lines = await Ingest(new IngestOptions(), Settings(new FormatOptions { Format = "plain" }, ById), "web", "begin req-7 now", "nothing here", "end req-7");

        lines.ShouldBe([new("req-7", "begin req-7 now", 1), new("skipped NoIdentifier", "", 2), new("req-7", "end req-7", 3)], ignoreOrder: true);
    }

    [Fact]
    public async Task The_models_field_names_the_entity_and_lines_may_lack_it_only_where_the_model_says_so()
    {
        BundleSettings needed = Settings(new FormatOptions { Format = "json", MessageField = "msg", EntityField = "host" }, new SessionOptions());
        BundleSettings optional = Settings(needed.Format with { EntityField = "host?" }, new SessionOptions());
        string[] lines = ["{\"host\":\"db-1\",\"msg\":\"a\"}", "{\"msg\":\"b\"}"];

        (await Ingest(new IngestOptions(), needed, "app.log", lines)).Select(line => line.Entity).ShouldBe(["db-1", "skipped NoIdentifier"], ignoreOrder: true);
        (await Ingest(new IngestOptions(), optional, "app.log", lines)).Select(line => line.Entity).ShouldBe(["db-1", "app.log"], ignoreOrder: true);
    }

    [Theory]
    [InlineData(EntityFrom.Source, null, null, "web-1")]
    [InlineData(EntityFrom.Model, @"user=(\w+)", null, "anna")]
    [InlineData(EntityFrom.Model, null, "Level", "INFO")]
    [InlineData(EntityFrom.Model, null, null, "req-5")]
    public async Task An_option_goes_before_the_models_own_rule(EntityFrom from, string? pattern, string? field, string entity)
    {
        var options = new IngestOptions { EntityFrom = from, EntityPattern = pattern, EntityField = field };

        (await Ingest(options, Settings(Header, ById), "web-1", "INFO host-9 req-5 of user=anna")).ShouldHaveSingleItem().Entity.ShouldBe(entity);
    }

    [Fact]
    public async Task Without_any_rule_the_source_names_the_entity()
    {
        (await Ingest(new IngestOptions(), Settings(Header, new SessionOptions()), "web-1", "INFO h a")).ShouldHaveSingleItem().Entity.ShouldBe("web-1");
        (await Ingest(new IngestOptions(), Settings(Header, new SessionOptions()), "", "INFO h a")).ShouldHaveSingleItem().Entity.ShouldBe("-");
    }

    [Theory]
    [InlineData(EntityFrom.Model, "a", "b", "--entity-pattern")]
    [InlineData(EntityFrom.Source, "a", null, "--entity-from")]
    [InlineData(EntityFrom.Source, null, "b", "--entity-from")]
    public void Rules_that_exclude_each_other_are_refused(EntityFrom from, string? pattern, string? field, string option) =>
        new IngestOptions { EntityFrom = from, EntityPattern = pattern, EntityField = field }.Validate(new ValidationContext(this))
            .ShouldContain(result => result.ErrorMessage!.Contains(option));

    [Fact]
    public async Task Lines_are_handed_on_without_an_allocation_for_each()
    {
        await using var log = new HungryLog();
        var ingest = new LineIngest(log, new EntityRule(new IngestOptions(), Settings(new FormatOptions { Format = "plain" }, ById)), Memory);
        var batch = new LineBatch();
        batch.Clear("made", "made.log", "made", 1);
        for (int i = 1; i <= LineBatch.MostLines; i++)
            batch.Add(Encoding.UTF8.GetBytes($"step {i} of req-{i % 20}, with some words behind it"), i);
        Hand();

        (Hand() / (double)LineBatch.MostLines).ShouldBeLessThan(4, "bytes a line");

        // The log takes all at once, so that it is done by this thread.
        long Hand()
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            Task done = ingest.AcceptAsync(batch, CancellationToken.None).AsTask();
            done.IsCompletedSuccessfully.ShouldBeTrue();
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    [Fact]
    public void A_model_whose_lines_are_whole_sessions_is_refused() =>
        Should.Throw<ArgumentException>(() => new EntityRule(new IngestOptions(), Settings(new FormatOptions { Format = "sequences" }, new SessionOptions())))
            .Message.ShouldContain("whole session");

    [Fact]
    public async Task A_batch_of_more_lines_than_an_entry_may_have_is_refused()
    {
        await using EmbeddedShardLog log = _folder.Open();
        var batch = new LineBatch();
        batch.Clear("made", "made", "", 0);
        for (int i = 0; i <= LineBatch.MostLines; i++)
            batch.Add("a"u8, i);

        await Should.ThrowAsync<ArgumentException>(async () =>
            await new LineIngest(log, new EntityRule(new IngestOptions(), Settings(Header, ById)), Memory).AcceptAsync(batch, Soon()));
    }

    [Fact]
    public void Lines_notes_positions_times_and_the_order_of_each_entity_survive_the_way_through_the_log()
    {
        Gen<(byte Entity, string Text, bool Timed, bool Noted)> line =
            from entity in Gen.Choose(0, 5)
            from text in ArbMap.Default.GeneratorFor<NonNull<string>>()
            from timed in ArbMap.Default.GeneratorFor<bool>()
            from noted in ArbMap.Default.GeneratorFor<bool>()
            select ((byte)entity, text.Get, timed, noted);
        Prop.ForAll(Arb.From(Gen.ListOf(line)), lines => Survives([.. lines]).GetAwaiter().GetResult()).Check(Config.QuickThrowOnFailure.WithMaxTest(60));
    }

    private static BundleSettings Settings(FormatOptions format, SessionOptions sessions) => new(new ReadingOptions(), format, sessions, new NextKeyOptions(), new TrainingOptions());

    private static async Task<bool> Survives((byte Entity, string Text, bool Timed, bool Noted)[] lines)
    {
        using var folder = new LogFolder();
        await using EmbeddedShardLog log = folder.Open();
        var ingest = new LineIngest(log, new EntityRule(new IngestOptions { EntityFrom = EntityFrom.Source }, Settings(Header, new SessionOptions())), Memory);
        var batch = new LineBatch();
        batch.Clear("made", "here", "maker", 77);
        List<(string, string, long, long)> put = [];
        List<LineNote> notes = [];
        for (int i = 0; i < lines.Length; i++)
        {
            (byte entity, string text, bool timed, bool noted) = lines[i];
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            long time = timed ? 1_000_000L * i : ParsedLine.NoTime;
            if (noted)
            {
                batch.AddSkipped(SkipReason.TooLong, 10 + i, 2);
                notes.Add(new LineNote(10 + i, SkipReason.TooLong, DropReason.None, 2));
                continue;
            }

            batch.Add(bytes, 10 + i, time, [(byte)'e', entity]);
            put.Add((Encoding.UTF8.GetString([(byte)'e', entity]), Encoding.UTF8.GetString(bytes), 10 + i, time));
        }

        await ingest.AcceptAsync(batch, Soon());

        List<(string, string, long, long)> got = [];
        List<LineNote> noted2 = [];
        for (int shard = 0; shard < log.Shards; shard++)
        {
            foreach (EntryLines entry in Entries(log, shard))
            {
                (entry.Source, entry.Origin, entry.Producer, entry.Arrived).ShouldBe(("made", "here", "maker", 77L));
                var block = new LineBlock();
                entry.CopyTo(block, 5, origin: 8, long.MinValue, -1, new HashSet<int>());
                block.Origin.ShouldBe(8);
                for (int i = 0; i < entry.Count; i++)
                {
                    ShardHash.ShardOf(entry.Entity(i), log.Shards).ShouldBe(shard);
                    entry.Position(i).ShouldBe(block.Position(i));
                    got.Add((Encoding.UTF8.GetString(entry.Entity(i)), entry.Text(i), block.Position(i), block.Time(i)));
                }

                noted2.AddRange(Enumerable.Range(0, entry.NoteCount).Select(entry.Note));
            }
        }

        noted2.ShouldBe(notes);
        foreach (string entity in put.Select(line => line.Item1).Distinct())
            got.Where(line => line.Item1 == entity).ShouldBe(put.Where(line => line.Item1 == entity));
        return got.Count == put.Count;
    }

    private static IEnumerable<EntryLines> Entries(EmbeddedShardLog log, int shard) =>
        LogFolder.Payloads(log, shard).Select(payload => EntryLines.Of(payload.AsSpan())!);

    private static async Task<IngestedLine[]> Ingest(IngestOptions options, BundleSettings settings, string source, params string[] lines)
    {
        using var folder = new LogFolder();
        await using EmbeddedShardLog log = folder.Open();
        var batch = new LineBatch();
        batch.Clear("made", "here", "", 0);
        for (int i = 0; i < lines.Length; i++)
            batch.Add(Encoding.UTF8.GetBytes(lines[i]), i + 1, entity: Encoding.UTF8.GetBytes(source));
        await new LineIngest(log, new EntityRule(options, settings), Memory).AcceptAsync(batch, Soon());
        List<IngestedLine> found = [];
        foreach (EntryLines entry in Enumerable.Range(0, log.Shards).SelectMany(shard => Entries(log, shard)))
        {
            for (int i = 0; i < entry.Count; i++)
                found.Add(new IngestedLine(Encoding.UTF8.GetString(entry.Entity(i)), entry.Text(i), entry.Position(i)));
            for (int i = 0; i < entry.NoteCount; i++)
                found.Add(new IngestedLine($"skipped {entry.Note(i).Skipped}", "", entry.Note(i).Position));
        }

        return [.. found];
    }

    private sealed record IngestedLine(string Entity, string Text, long Position);
}
