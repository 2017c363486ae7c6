using System.Text;
using ActorDetector.Detection.Combination;
using ActorDetector.Detection.Detectors;
using ActorDetector.Detection.Events;
using ActorDetector.Detection.Judging;
using ActorDetector.Detection.Rules;
using ActorDetector.Detection.Tests.Made;

namespace ActorDetector.Detection.Tests.Rules;

public sealed class RuleDetectorTests
{
    [Fact]
    public void A_bad_word_is_told_wherever_it_stands_in_the_line()
    {
        RuleOptions rules = new() { BadWord = ["kernel panic", "dead"] };

        Reasons(rules, "|kernel panic at 9", "kernel| panic", "worker |is undead", "all is well", "Kernel Panic").ShouldBe(
            ["It has 'kernel panic', which is known to be bad", "It has 'kernel panic', which is known to be bad", "It has 'dead', which is known to be bad", null, null]);
    }

    [Fact]
    public void A_bad_pattern_is_told_with_the_pattern() =>
        Reasons(new RuleOptions { BadPattern = [@"code [45]\d\d", "^x"] }, "|GET / code 503", "|GET / code 200", "x|").ShouldBe(
            [@"It matches code [45]\d\d, which is known to be bad", null, "It matches ^x, which is known to be bad"]);

    [Theory]
    [InlineData("10:00 ERROR disk: |all fine", true)]
    [InlineData("10:00 [err]|all fine", true)]
    [InlineData("10:00 fatal |all fine", true)]
    [InlineData("10:00 INFO WARN CRIT |all fine", true)]
    [InlineData("10:00 WARN |ERROR is only text", false)]
    [InlineData("10:00 ERRORS |all fine", false)]
    [InlineData("10:00 INFO |no EMERGENCY", false)]
    [InlineData("|ERROR", false)]
    [InlineData("", false)]
    public void A_severity_is_told_that_the_header_names_as_a_word_and_that_is_bad_enough(string line, bool told) =>
        Reasons(new RuleOptions { BadSeverity = Severity.Error }, line)[0].ShouldBe(
            !told ? null : line.Contains("err", StringComparison.OrdinalIgnoreCase) ? "Its severity is Error, and Error is bad enough to be told"
            : "Its severity is Critical, and Error is bad enough to be told");

    [Theory]
    [InlineData("warning", Severity.Warning)]
    [InlineData("severe", Severity.Error)]
    [InlineData("failure", Severity.Critical)]
    [InlineData("alert", Severity.Alert)]
    [InlineData("panic", Severity.Emergency)]
    public void Every_severity_has_its_words(string word, Severity severity)
    {
        Reasons(new RuleOptions { BadSeverity = severity }, word + "|")[0].ShouldNotBeNull();
        foreach (Severity worse in Enum.GetValues<Severity>().Where(other => other > severity))
            Reasons(new RuleOptions { BadSeverity = worse }, word + "|")[0].ShouldBeNull();
    }

    [Fact]
    public void Bytes_that_are_no_text_are_read_as_they_are()
    {
        var block = new EventBlock();
        block.Clear(0);
        block.Add([0xFF, 0, .. "dead"u8, 0xC3], "a"u8, [], new EventRow { HeaderLength = 7 });
        List<EventVerdict> verdicts = [];

        new RuleDetector(new RuleOptions { BadWord = ["dead"], BadPattern = ["x"], BadSeverity = Severity.Warning }, score: 3).Judge(block, [0], verdicts);

        verdicts.Single().ShouldSatisfyAllConditions(verdict => verdict.Score.ShouldBe(3), verdict => verdict.Kind.ShouldBe(AnomalyKind.KnownBad));
    }

    [Fact]
    public void Without_a_rule_there_is_nothing_to_ask() => new RuleDetector(new RuleOptions(), score: 1).HasRules.ShouldBeFalse();

    [Fact]
    public void A_pattern_that_is_none_is_refused_by_its_option() =>
        Should.Throw<ArgumentException>(() => new RuleDetector(new RuleOptions { BadPattern = ["("] }, score: 1)).Message.ShouldContain("--bad-pattern");

    [Fact]
    public void A_word_without_a_letter_is_refused_by_its_option() =>
        Should.Throw<ArgumentException>(() => new RuleDetector(new RuleOptions { BadWord = ["dead", ""] }, score: 1)).Message.ShouldContain("--bad-word");

    [Fact]
    public void A_line_known_to_be_bad_is_told_whatever_the_model_says()
    {
        var rules = new RuleDetector(new RuleOptions { BadWord = ["line 2"] }, score: 5);
        var judge = new LogJudge(
            MadeModels.Bounded, DetectorCombination.OfNextKeyAlone(MadeModels.Bounded), MadeModels.ByEntity, cacheMegabytes: 1, [("rules", rules)]);

        EventBlock block = MadeEvents.Block("a:3 a:4 a:5 a:6");
        judge.Judge(block);

        FoundEvent found = judge.Found.ShouldHaveSingleItem();
        (found.Detector, judge.Judgements[1].Session, found.Verdict.Event).ShouldBe(("rules", 0, 1));
        (judge.IsAnomalous(1), judge.Judgements[1].Anomalous).ShouldBe((true, false));
        Anomaly anomaly = new AnomalyWording(MadeModels.Bundle, ["test.log"]).OfFound(block, found, judge.Key(1), judge.Judgements[1]);
        (anomaly.Kind, anomaly.Detector, anomaly.Score, anomaly.Raw, anomaly.LineNumber).ShouldBe((AnomalyKind.KnownBad, "rules", 5, "a 4 line 2", 2));
        judge.JudgeEnd();
        judge.Endings[0].Verdict.ShouldSatisfyAllConditions(verdict => verdict.Anomalous.ShouldBeTrue(), verdict => verdict.Told.ShouldBeTrue());
    }

    // The header stands before the bar, the content behind it.
    private static string?[] Reasons(RuleOptions options, params string[] lines)
    {
        var block = new EventBlock();
        block.Clear(0);
        foreach (string line in lines)
        {
            int header = Math.Max(0, line.IndexOf('|', StringComparison.Ordinal));
            block.Add(Encoding.UTF8.GetBytes(line.Replace("|", "", StringComparison.Ordinal)), "a"u8, [], new EventRow { HeaderLength = header });
        }

        List<EventVerdict> verdicts = [];
        new RuleDetector(options, score: 1).Judge(block, new long[lines.Length], verdicts);
        verdicts.Select(verdict => verdict.Event).ShouldBeInOrder();
        return [.. Enumerable.Range(0, lines.Length).Select(i => verdicts.Where(verdict => verdict.Event == i).Select(verdict => verdict.Explanation).SingleOrDefault())];
    }
}
