using System.ComponentModel.DataAnnotations;
using System.Text;
using System.Text.Json;
using ActorDetector.Detection.Events;
using ActorDetector.Detection.Tests.Made;
using ActorDetector.Detection.Training;
using ActorDetector.Logs;
using ActorDetector.Logs.Formats;
using ActorDetector.Logs.Masking;
using ActorDetector.Logs.Mining;
using ActorDetector.Logs.Reading;
using ActorDetector.Logs.Sessions;

namespace ActorDetector.Detection.Tests.Events;

public sealed class EventParserTests
{
    private static readonly FormatOptions Header = new() { Format = "<Date> <Time> <Level> <Component>: <Content>" };
    private static readonly FormatOptions Sequences = new() { Format = "sequences" };

    [Fact]
    public void A_line_is_an_event_of_the_entity_that_its_identifier_names()
    {
        Parsed parsed = Parsed.Of(
            "2024-01-02 03:04:05 INFO store: open blk_-17 now\n2024-01-02 03:04:06 INFO store: close blk_9",
            Header,
            new SessionOptions { SessionId = @"blk_-?\d+", SessionStart = "open" });

        parsed.Events.Select(item => item.Entity).ShouldBe(["blk_-17", "blk_9"]);
        parsed.Events.Select(item => item.Content).ShouldBe(["open blk_-17 now", "close blk_9"]);
        parsed.Events.Select(item => item.Row.Opens).ShouldBe([true, false]);
        parsed.Events.Select(item => item.Row.LineNumber).ShouldBe([1, 2]);
        parsed.Events[0].Raw.ShouldBe("2024-01-02 03:04:05 INFO store: open blk_-17 now");
        new DateTime(parsed.Events[0].Row.Time).ShouldBe(new DateTime(2024, 1, 2, 3, 4, 5));
        (parsed.Events[0].Row.Key, parsed.Events[0].Row.Weight, parsed.Events[0].Row.Labelled).ShouldBe((LogKey.Unseen, 1L, false));
    }

    [Fact]
    public void A_line_without_the_identifier_is_counted_and_no_event()
    {
        Parsed parsed = Parsed.Of(
            "2024-01-02 03:04:05 INFO store: nothing here\nno header\n2024-01-02 03:04:06 INFO store: close blk_9\n\n",
            Header,
            new SessionOptions { SessionId = @"blk_-?\d+" });

        parsed.Events.ShouldHaveSingleItem().Entity.ShouldBe("blk_9");
        (parsed.Counts[SkipReason.NoIdentifier], parsed.Counts[SkipReason.Header], parsed.Counts[SkipReason.Empty]).ShouldBe((1, 1, 1));
    }

    [Fact]
    public void Without_an_identifier_a_lines_entity_is_its_input() =>
        Parsed.Of("one\ntwo", new FormatOptions { Format = "plain" }).Events.ShouldAllBe(item => item.Entity == "test.log");

    [Fact]
    public void The_entity_field_names_the_entity_and_a_line_without_it_is_counted()
    {
        Parsed parsed = Parsed.Of(
            """
            {"host":"a","message":"one"}
            {"host":"","message":"two"}
            {"message":"three"}
            """,
            new FormatOptions { Format = "json", MessageField = "message", EntityField = "host" });

        parsed.Events.ShouldHaveSingleItem().Entity.ShouldBe("a");
        parsed.Counts[SkipReason.NoIdentifier].ShouldBe(2);
    }

    [Theory]
    [InlineData("json", "{'host':'a','message':'one'}\n{'message':'two'}")]
    [InlineData("csv", "host,message\na,one\n,two")]
    public void A_line_without_a_host_that_nobody_asked_for_belongs_to_its_input(string format, string log)
    {
        log = log.Replace('\'', '"');
        FormatOptions resolved = LogFormats.Resolve(new FormatOptions { Format = format }, Encoding.UTF8.GetBytes(log)).Options;

        Parsed.Of(log, new FormatOptions { Format = format }).Events.Select(item => item.Entity).ShouldBe(["a", "test.log"]);
        // As a bundle gives them back.
        Parsed.Of(log, JsonSerializer.Deserialize<FormatOptions>(JsonSerializer.Serialize(resolved))!).Events
            .Select(item => item.Entity).ShouldBe(["a", "test.log"]);
    }

    [Fact]
    public void An_event_id_that_the_log_carries_is_its_template()
    {
        var format = new FormatOptions { Format = "json", MessageField = "message", EventIdField = "id" };
        const string log = """
            {"id":4624,"message":"logged on"}
            {"message":"something else"}
            {"id":1,"message":"logged on"}
            """;
        TemplateTree templates = MadeModels.Templates("4624");

        Parsed mined = Parsed.Of(log, format);
        Parsed matched = Parsed.Of(log, format, templates: templates);

        mined.Events.Select(item => (item.Content, item.Row.CarriesKey)).ShouldBe([("4624", true), ("something else", false), ("1", true)]);
        matched.Events.Select(item => item.Row.Key).ShouldBe([LogKey.FirstTemplate, LogKey.Unseen, LogKey.Unseen]);
        // What no template matches is kept, for what it may mean; an event id means nothing.
        matched.Events.Select(item => item.Content).ShouldBe(["", "something else", ""]);
    }

    [Fact]
    public void A_matched_line_has_the_key_of_its_template()
    {
        TemplateMiner miner = TemplateMiner.Create(new MiningOptions(), new MaskingOptions());
        miner.Learn("open file 7"u8);
        miner.Learn("all is quiet"u8);
        TemplateTree tree = miner.Freeze();

        Parsed parsed = Parsed.Of("open file 8\nall is quiet\nnever seen before", new FormatOptions { Format = "plain" }, templates: tree);

        parsed.Events[2].Row.Key.ShouldBe(LogKey.Unseen);
        parsed.Events.Take(2).Select(item => tree.Templates[item.Row.Key - LogKey.FirstTemplate].Text).ShouldBe(["open file <NUM>", "all is quiet"]);
    }

    [Fact]
    public void The_label_field_says_which_lines_are_anomalies() => Parsed.Of(
            """
            {"message":"one","label":"-"}
            {"message":"two","label":"FATAL"}
            {"message":"three"}
            """,
            new FormatOptions { Format = "json", MessageField = "message", LabelField = "label" })
        .Events.Select(item => item.Row.Labelled).ShouldBe([false, true, false]);

    [Fact]
    public void A_line_of_sequences_is_a_session_of_events_named_by_its_input_and_number()
    {
        Parsed parsed = Parsed.Of("5 5 22\n\n7 9", Sequences, templates: MadeModels.Templates("5", "7"));

        parsed.Events.Select(item => (item.Entity, item.Raw, item.Row.Key)).ShouldBe(
            [("test.log:1", "5", 3), ("test.log:1", "5", 3), ("test.log:1", "22", 2), ("test.log:3", "7", 4), ("test.log:3", "9", 2)]);
        (parsed.Counts.Events, parsed.Counts[SkipReason.Empty]).ShouldBe((2, 1));
    }

    [Fact]
    public void A_line_of_sequences_opens_a_session_even_when_its_name_came_before() =>
        Parsed.Of("id,sequence\nblk_1,5 6\nblk_1,7 8", Sequences).Events.Select(item => (item.Entity, item.Row.Opens)).ShouldBe(
            [("blk_1", true), ("blk_1", false), ("blk_1", true), ("blk_1", false)]);

    [Fact]
    public void Lines_of_sequences_of_several_inputs_share_no_session()
    {
        EventParser parser = EventParser.Create(
            LogFormats.Resolve(Sequences, "5 6"u8), new SessionOptions(), null, ["a.log"u8.ToArray(), "b.log"u8.ToArray()]);
        var collector = new SessionCollector(new SessionOptions(), bounded: true);
        for (int source = 0; source < 2; source++)
        {
            using var reader = new LineReader(new MemoryStream("5 6\n5 6 7\n"u8.ToArray()), "log", source, new ReadingOptions());
            var lines = new LineBlock();
            var events = new EventBlock();
            reader.Read(lines).ShouldBeTrue();
            parser.Parse(lines, events);
            collector.Add(events);
        }

        collector.Sessions.Select(session => session.Keys.Count).ShouldBe([2, 3, 2, 3]);
    }

    [Theory]
    [InlineData("plain", "--session-gap")]
    [InlineData("plain", "--session-span")]
    [InlineData("plain", "--idle-timeout")]
    [InlineData("sequences", "--session-gap")]
    [InlineData("sequences", "--session-id")]
    [InlineData("sequences", "--session-start")]
    public void A_session_option_that_needs_what_the_format_has_not_is_refused_by_name(string format, string option)
    {
        TimeSpan? TimeOf(string name) => name == option ? TimeSpan.FromMinutes(1) : null;
        string? TextOf(string name) => name == option ? "x" : null;
        var sessions = new SessionOptions
        {
            SessionId = TextOf("--session-id"),
            SessionStart = TextOf("--session-start"),
            SessionGap = TimeOf("--session-gap"),
            SessionSpan = TimeOf("--session-span"),
            IdleTimeout = TimeOf("--idle-timeout"),
        };

        Should.Throw<ValidationException>(() => Parsed.Of("1 2", new FormatOptions { Format = format }, sessions)).Message.ShouldStartWith(option + " ");
    }

    [Fact]
    public void A_pause_ends_sessions_of_a_format_with_times() =>
        Parsed.Of("2024-01-02 03:04:05 INFO store: a", Header, new SessionOptions { SessionGap = TimeSpan.FromMinutes(1) }).Events.Count.ShouldBe(1);

    [Fact]
    public void A_sequence_may_have_a_name_a_label_and_a_count()
    {
        Parsed parsed = Parsed.Of("id,label,count,sequence\nblk_1,1,40,5 6\nblk_2,0,2,5", Sequences);

        parsed.Events.Select(item => (item.Entity, item.Content, item.Row.Labelled, item.Row.Weight)).ShouldBe(
            [("blk_1", "5", true, 40), ("blk_1", "6", true, 40), ("blk_2", "5", false, 2)]);
    }

    [Theory]
    [InlineData("header", null)]
    [InlineData("header", @"blk_-?\d+")]
    [InlineData("sequences", null)]
    public void Parsing_allocates_nothing_per_line_once_warm(string kind, string? sessionId)
    {
        string log = string.Concat(Enumerable.Range(0, 2_000).Select(i =>
            kind == "header" ? $"2024-01-02 03:04:05 INFO store: open blk_{i} now {i * 7}\n" : "5 7 5 7 9\n"));
        TemplateMiner miner = TemplateMiner.Create(new MiningOptions(), new MaskingOptions());
        miner.Learn("open blk_17 now 8"u8);
        byte[] bytes = Encoding.UTF8.GetBytes(log);
        EventParser parser = EventParser.Create(
            LogFormats.Resolve(kind == "header" ? Header : Sequences, bytes), new SessionOptions { SessionId = sessionId }, miner.Freeze(), ["test.log"u8.ToArray()]);
        using var reader = new LineReader(new MemoryStream(bytes), "test.log", 0, new ReadingOptions());
        var lines = new LineBlock();
        reader.Read(lines).ShouldBeTrue();
        lines.Count.ShouldBe(2_000);
        var events = new EventBlock();
        for (int i = 0; i < 3; i++)
            parser.Parse(lines, events);

        Allocation.Of(() =>
        {
            for (int i = 0; i < 10; i++)
                parser.Parse(lines, events);
        }).ShouldBe(0);
    }
}
