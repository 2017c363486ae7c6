using System.ComponentModel.DataAnnotations;
using ActorDetector.Logs.Formats;

namespace ActorDetector.Logs.Tests.Formats;

public sealed class FormatOptionsTests
{
    private const string Line = "17/06/09 20:10:40 E7 host1 bad: went wrong";
    private static readonly FormatOptions Options = new() { Format = "<Date> <Time> <Id> <Host> <State>: <Content>" };

    [Fact]
    public void A_header_field_can_be_the_message() => Parses.OfLine(Line, Options with { MessageField = "State" }).Content.ShouldBe("bad");

    [Fact]
    public void A_header_field_can_be_the_event_id() => Parses.OfLine(Line, Options with { EventIdField = "Id" }).EventId.ShouldBe("E7");

    [Fact]
    public void A_header_field_can_be_the_entity() => Parses.OfLine(Line, Options with { EntityField = "host" }).Entity.ShouldBe("host1");

    [Fact]
    public void A_header_field_can_be_the_label() => Parses.OfLine(Line, Options with { LabelField = "State" }).Label.ShouldBe("bad");

    [Fact]
    public void Header_fields_can_be_the_time() =>
        Parses.OfLine(Line, Options with { TimeField = "Time,Date", TimeFormat = "HH:mm:ss yy/MM/dd" }).Time.ShouldBe("2017-06-09T20:10:40");

    [Fact]
    public void A_time_format_alone_is_that_of_the_usual_fields() =>
        Parses.OfLine(Line, Options with { TimeFormat = "dd/MM/yy HH:mm:ss" }).Time.ShouldBe("2009-06-17T20:10:40");

    [Fact]
    public void Every_header_field_can_be_asked_for() =>
        Parses.OfLine(Line, Options).Fields.ShouldBe(["17/06/09", "20:10:40", "E7", "host1", "bad", "went wrong"]);

    [Fact]
    public void Without_a_field_named_so_nothing_is_entity_label_or_event_id()
    {
        Parses parsed = Parses.OfLine(Line, Options);

        (parsed.Entity + parsed.Label + parsed.EventId).ShouldBe("");
    }

    [Fact]
    public void An_unknown_field_is_refused_with_those_there_are() =>
        Should.Throw<ArgumentException>(() => Parses.OfLine(Line, Options with { EntityField = "Node" })).Message
            .ShouldBe("--entity-field 'Node' is no field of <Date> <Time> <Id> <Host> <State>: <Content>, which has Date, Time, Id, Host, State, Content");

    [Fact]
    public void An_unknown_format_is_refused_with_those_there_are() =>
        Should.Throw<ArgumentException>(() => LogFormats.Resolve(new FormatOptions { Format = "hdsf" }, [])).Message
            .ShouldStartWith("--format 'hdsf' is none that is known; give one of auto, json, csv, sequences, counts, hdfs,");

    [Fact]
    public void A_header_pattern_needs_a_message() =>
        Should.Throw<ArgumentException>(() => Parses.OfLine("a b", new FormatOptions { Format = "<A> <B>" })).Message.ShouldContain("Content");

    [Fact]
    public void A_start_year_out_of_range_is_refused_by_name() =>
        Should.Throw<ValidationException>(() => LogFormats.Resolve(new FormatOptions { StartYear = 0 }, [])).Message.ShouldContain("StartYear");
}
