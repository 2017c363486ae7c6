using System.ComponentModel.DataAnnotations;
using ActorDetector.Logs.Reading;

namespace ActorDetector.Logs.Tests.Reading;

public sealed class JoinedRecordTests
{
    private static readonly ReadingOptions Dated = new() { RecordStart = @"^\d{4}-" };

    [Fact]
    public void Lines_that_begin_no_record_join_the_one_before()
    {
        Reads reads = Reads.Of("2024-01 failed\r\n  at A\r\n\r\n  at B\r\n2024-02 next\n", Dated);

        reads.Records.ShouldBe(["2024-01 failed\n  at A\n  at B", "2024-02 next"]);
        reads.Numbers.ShouldBe([1, 5]);
        reads.Counts[SkipReason.Continuation].ShouldBe(2);
        reads.Counts[SkipReason.Empty].ShouldBe(1);
        reads.Counts.Lines.ShouldBe(5);
    }

    [Fact]
    public void Lines_before_the_first_record_are_a_record() => Reads.Of("a\nb\n2024-01 c\n", Dated).Records.ShouldBe(["a\nb", "2024-01 c"]);

    [Fact]
    public void A_line_that_would_make_a_record_too_long_begins_one()
    {
        string line = new('x', 40);

        Reads.Of($"2024-{line}\n{line}\nshort\n2024-y\n", Dated with { MaxLineBytes = 64 }).Records.ShouldBe([$"2024-{line}", $"{line}\nshort", "2024-y"]);
    }

    [Fact]
    public void Records_are_whole_though_they_lie_across_blocks()
    {
        string[] records = [.. Enumerable.Range(0, 60_000).Select(i => $"2024-{i}\n  at {i}\n  by {i}")];

        Reads.Of(string.Join('\n', records), Dated).Records.SequenceEqual(records).ShouldBeTrue();
    }

    [Theory]
    [InlineData("(")]
    [InlineData("(?=x)")]
    public void A_rule_that_is_no_regular_expression_is_refused_by_name(string pattern) =>
        Should.Throw<ValidationException>(() => Reads.Of("x", new ReadingOptions { RecordStart = pattern })).Message.ShouldStartWith($"--record-start '{pattern}'");

    [Fact]
    public void A_record_without_an_end_stays_within_the_limit()
    {
        string text = "2024-01\n" + string.Concat(Enumerable.Repeat("   at some.method()\n", 200_000));

        Reads reads = Reads.Of(text, Dated);

        reads.Records.ShouldAllBe(record => record.Length <= 65_536);
        reads.Counts.Lines.ShouldBe(200_001);
    }
}
