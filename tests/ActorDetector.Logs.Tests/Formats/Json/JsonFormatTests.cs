using ActorDetector.Logs.Formats;

namespace ActorDetector.Logs.Tests.Formats.Json;

public sealed class JsonFormatTests
{
    private static readonly FormatOptions Json = new() { Format = "json" };

    [Theory]
    [InlineData("""{"@timestamp":"2024-05-01T10:00:00Z","host":"web1","message":"started"}""")]
    [InlineData("""{"timestamp":"2024-05-01 10:00:00","hostname":"web1","msg":"started"}""")]
    [InlineData("""{"time":1714557600,"host":{"name":"web1"},"log":"started"}""")]
    [InlineData("""  {"ts":"1714557600000","host.name":"web1","log":{"message":"started"}} """)]
    public void Fields_are_found_by_their_usual_names(string line)
    {
        Parses parsed = Parses.OfLine(line, Json);

        parsed.Content.ShouldBe("started");
        parsed.Entity.ShouldBe("web1");
        parsed.Time.ShouldBe("2024-05-01T10:00:00");
    }

    [Fact]
    public void Fields_are_found_by_the_names_of_the_options()
    {
        const string line = """{"event":{"text":"boot","id":6005},"when":"01.05.2024","dev":"d7","bad":true,"message":"no"}""";

        Parses parsed = Parses.OfLine(line, Json with
        {
            MessageField = "event.text",
            EventIdField = "event.id",
            EntityField = "dev",
            LabelField = "bad",
            TimeField = "when",
            TimeFormat = "dd.MM.yyyy",
        });

        parsed.ShouldSatisfyAllConditions(
            p => p.Content.ShouldBe("boot"),
            p => p.EventId.ShouldBe("6005"),
            p => p.Entity.ShouldBe("d7"),
            p => p.Label.ShouldBe("true"),
            p => p.Time.ShouldBe("2024-05-01T00:00:00"));
    }

    [Fact]
    public void Escapes_are_undone() =>
        Parses.OfLine("""{"mess\u0061ge":"a \"b\"\n\u00e9","host":"h\t1"}""", Json).ShouldSatisfyAllConditions(
            p => p.Content.ShouldBe("a \"b\"\né"),
            p => p.Entity.ShouldBe("h\t1"));

    [Theory]
    [InlineData("""{"message":null}""", SkipReason.NoMessage)]
    [InlineData("""{"message":""}""", SkipReason.NoMessage)]
    [InlineData("""{"message":["a"]}""", SkipReason.NoMessage)]
    [InlineData("""{"level":"info"}""", SkipReason.NoMessage)]
    [InlineData("""{}""", SkipReason.NoMessage)]
    [InlineData("""{"message":"a" """, SkipReason.Malformed)]
    [InlineData("""{"message":"a"} x}""", SkipReason.Malformed)]
    [InlineData("""{"message":"\ud800"}""", SkipReason.Malformed)]
    [InlineData("""["message"]""", SkipReason.Malformed)]
    [InlineData("plain text", SkipReason.Malformed)]
    public void Lines_without_a_message_and_broken_lines_are_counted(string line, SkipReason reason) => Parses.OfLine(line, Json).Reason.ShouldBe(reason);

    [Fact]
    public void A_line_that_carries_an_event_id_needs_no_message() =>
        Parses.OfLine("""{"EventID":4624}""", Json with { EventIdField = "EventID" }).ShouldSatisfyAllConditions(
            p => p.Reason.ShouldBe(SkipReason.None),
            p => p.EventId.ShouldBe("4624"));

    [Fact]
    public void A_field_that_a_line_has_not_is_empty_though_the_line_before_had_it() =>
        Parses.Of("""
            {"message":"a","host":"h"}
            {"message":"b"}
            """, Json).Select(p => p.Entity).ShouldBe(["h", ""]);

    [Fact]
    public void All_fields_of_the_first_lines_can_be_asked_for()
    {
        LogFormat format = LogFormats.Resolve(Json, """{"message":"a","n":{"x":1.50,"y":null},"l":[1,{"z":2}],"ok":false}"""u8).Format;

        format.Fields.ShouldBe(["Content", "n.x", "ok"]);
        Parses.OfLine("""{"message":"a","n":{"x":1.50,"y":null},"l":[1,{"z":2}],"ok":false}""", Json).Fields.ShouldBe(["a", "1.50", "false"]);
    }

    [Fact]
    public void Deep_nesting_is_malformed_and_no_fault() =>
        Parses.OfLine("{\"message\":\"a\",\"b\":" + string.Concat(Enumerable.Repeat("{\"c\":", 200)) + "1" + new string('}', 201), Json).Reason.ShouldBe(SkipReason.Malformed);
}
