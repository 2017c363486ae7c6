using System.Text;
using ActorDetector.Logs.Formats;
using ActorDetector.Logs.Formats.Sequences;
using FsCheck;
using FsCheck.Fluent;

namespace ActorDetector.Logs.Tests.Formats.Sequences;

public sealed class CountedKeysTests
{
    private static readonly FormatOptions Counts = new() { Format = "counts" };

    [Fact]
    public void A_key_with_a_count_comes_as_many_times()
    {
        (SkipReason reason, List<string> keys) = Parse("E5:3 E22:1  a:b:2");

        reason.ShouldBe(SkipReason.None);
        keys.ShouldBe(["E5", "E5", "E5", "E22", "a:b", "a:b"]);
    }

    [Theory]
    [InlineData("E5:0", SkipReason.Malformed)]
    [InlineData("E5:-1", SkipReason.Malformed)]
    [InlineData("E5:1 E6:0 E7:2", SkipReason.Malformed)]
    [InlineData("E5", SkipReason.Malformed)]
    [InlineData("E5:1 E6", SkipReason.Malformed)]
    [InlineData("E5:", SkipReason.Malformed)]
    [InlineData(":5", SkipReason.Malformed)]
    [InlineData(":", SkipReason.Malformed)]
    [InlineData("E5:1.5", SkipReason.Malformed)]
    [InlineData("E5:1e3", SkipReason.Malformed)]
    [InlineData("E5:many", SkipReason.Malformed)]
    [InlineData("E5:99999999999999999999", SkipReason.Malformed)]
    [InlineData("E5:1000001", SkipReason.TooManyEvents)]
    [InlineData("E5:2147483647 E6:2147483647 E7:2147483647", SkipReason.TooManyEvents)]
    [InlineData("E5:1 E6:1000000", SkipReason.TooManyEvents)]
    [InlineData("", SkipReason.NoMessage)]
    public void Counts_that_are_none_or_say_too_much_are_counted_and_no_event(string line, SkipReason reason) => Parse(line).Reason.ShouldBe(reason);

    [Fact]
    public void As_many_events_as_a_line_may_have_are_not_gone_through_to_be_counted()
    {
        var sequence = new KeySequence();

        Parser(Counts, "").Parse("E5:1000000"u8, ref sequence).ShouldBe(SkipReason.None);

        sequence.Keys.CountEvents().ShouldBe(1_000_000);
    }

    [Fact]
    public void The_first_row_tells_counts_from_sequences()
    {
        LogFormats.Resolve(new FormatOptions(), "#node\tlabel\tevent:count ...\nn1\t0\tE5:3\n"u8).Format.ShouldBeOfType<KeySequenceFormat>().ShouldSatisfyAllConditions(
            format => format.Name.ShouldBe("counts"), format => format.HasCounts.ShouldBeTrue());
        LogFormats.Resolve(new FormatOptions(), "5 5 22\n5 22\n"u8).Format.ShouldBeOfType<KeySequenceFormat>().HasCounts.ShouldBeFalse();
    }

    [Fact]
    public void Columns_beside_the_counts_are_label_and_name()
    {
        const string text = "#node\tlabel\tevent:count ...";
        KeySequence sequence = default;

        Parser(new FormatOptions(), text).Parse("R02:J12\t1\tE5:2 E6:1"u8, ref sequence).ShouldBe(SkipReason.None);

        (Encoding.UTF8.GetString(sequence.Session), sequence.IsAnomaly, sequence.Keys.CountEvents()).ShouldBe(("R02:J12", true, 3));
    }

    [Fact]
    public void Whatever_a_line_is_its_events_are_as_many_as_were_counted() => Prop.ForAll(
        Gen.Elements("E5", ":", " ", "3", "0", "-", "\t", "12", "a", "\u00E9").ArrayOf().ToArbitrary(), parts =>
        {
            KeySequence sequence = default;
            SkipReason reason = Parser(Counts, "").Parse(Encoding.UTF8.GetBytes(string.Concat(parts)), ref sequence);
            if (reason != SkipReason.None)
                return;
            long events = 0;
            foreach (ReadOnlySpan<byte> key in sequence.Keys)
            {
                key.Length.ShouldBeGreaterThan(0);
                if (++events > 2_000)
                    return;
            }

            events.ShouldBe(sequence.Keys.CountEvents());
        }).QuickCheckThrowOnFailure();

    private static KeySequenceParser Parser(FormatOptions options, string first) =>
        LogFormats.Resolve(options, Encoding.UTF8.GetBytes(first)).Format.ShouldBeOfType<KeySequenceFormat>().CreateSequenceParser();

    private static (SkipReason Reason, List<string> Keys) Parse(string line)
    {
        KeySequence sequence = default;
        SkipReason reason = Parser(Counts, "").Parse(Encoding.UTF8.GetBytes(line), ref sequence);
        List<string> keys = [];
        if (reason == SkipReason.None)
        {
            foreach (ReadOnlySpan<byte> key in sequence.Keys)
                keys.Add(Encoding.UTF8.GetString(key));
        }

        return (reason, keys);
    }
}
