using System.Text.Json.Nodes;
using ActorDetector.Detection.Baselines;
using ActorDetector.Detection.Detectors;
using ActorDetector.Detection.Tests.Made;
using FsCheck;
using FsCheck.Fluent;

namespace ActorDetector.Detection.Tests.Baselines;

public sealed class NgramDetectorTests
{
    private static readonly string[] Learned = ["abcd", "abbcd", "abcbcd", "acd", "abcdd", "abbbcd"];

    // Pairs of training: ^a ab ac bb bc cb cd dd d$. Of "bd": ^b, bd; of "abc": c$; of "a?": a?, ?$.
    [Theory]
    [InlineData("abcbbcdd", 0)]
    [InlineData("bd", 2)]
    [InlineData("abc", 1)]
    [InlineData("a?", 2)]
    [InlineData("", 1)]
    public void The_score_is_how_many_pairs_training_never_had(string session, double score) =>
        MadeSessions.Train("ngram").Score(session).ShouldBe(score);

    [Fact]
    public void The_explanation_shows_the_first_run_that_never_was()
    {
        MadeSessions.Train("ngram").Explain("abd").ShouldBe("1 runs of 2 events never were in training, the first at event 3: <template b> -> <template d>");
        MadeSessions.Train("ngram").Explain("abcd").ShouldBe("all its runs of 2 events were in training");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Runs_of_any_length_are_those_that_text_has(int length)
    {
        ISessionDetector detector = MadeSessions.Train("ngram", new NgramOptions { Ngram = length });
        HashSet<string> seen = [.. Learned.SelectMany(Runs)];

        Prop.ForAll(Gen.Elements('a', 'b', 'c', 'd', 'e').ArrayOf().ToArbitrary(), letters =>
        {
            string session = new(letters);
            detector.Score(session).ShouldBe(Runs(session).Count(run => !seen.Contains(run)));
        }).QuickCheckThrowOnFailure();

        // Before the start there is nothing, and behind the end a mark.
        IEnumerable<string> Runs(string session) =>
            Enumerable.Range(0, session.Length + 1).Select(end => (new string('^', length) + session + "$").Substring(end + 1, length));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public void A_length_out_of_range_is_refused(int length) => Should.Throw<FormatException>(() => SessionDetectors.Find("ngram")!.Read(
        new DetectorState(new JsonObject { ["n"] = length, ["ngrams"] = new JsonArray() }), MadeSessions.Vocabulary)).Message.ShouldContain("from 1 to 4");
}
