using ActorDetector.Detection.Baselines;
using ActorDetector.Detection.Detectors;
using ActorDetector.Detection.Tests.Made;
using FsCheck;
using FsCheck.Fluent;

namespace ActorDetector.Detection.Tests.Baselines;

public sealed class CountClusteringDetectorTests
{
    private static readonly string[] Learned = ["abcd", "abbcd", "abcbcd", "acd", "abcdd", "abbbcd"];

    // The nearest of aabcd is abcd: ln 3 - ln 2. Of abbbbcd abbbcd: ln 5 - ln 4. What was never seen counts in full.
    [Theory]
    [InlineData("abcd", 0)]
    [InlineData("dcba", 0)]
    [InlineData("aabcd", 0.4054651081)]
    [InlineData("abbbbcd", 0.2231435513)]
    [InlineData("abcd??", 2)]
    [InlineData("", 2.0794415417)]
    public void The_score_is_the_distance_to_the_nearest_training_session(string session, double score) =>
        MadeSessions.Train("count-clustering").Score(session).ShouldBe(score, 1e-6);

    [Fact]
    public void The_explanation_compares_with_the_nearest_session_the_greatest_difference_first() =>
        MadeSessions.Train("count-clustering").Explain("abbbbcdeee").ShouldBe(
            "compared with the most similar training session, <template e> came 3 times, not 0; <template b> came 4 times, not 3");

    [Fact]
    public void The_most_frequent_vectors_are_kept()
    {
        ISessionDetector detector = MadeSessions.Train("count-clustering", new CountClusteringOptions { CountVectors = 1 });

        detector.Score("abcd").ShouldBe(0);
        detector.Score("acd").ShouldBe(Math.Log(2), 1e-6);
    }

    // Wide enough that a distance is given up before its end.
    [Fact]
    public void The_nearest_is_that_of_a_plain_search()
    {
        const int vocabulary = 100;
        var random = new Random(5);
        ushort[][] sessions = [.. Enumerable.Range(0, 60).Select(_ => Session())];
        var weighted = new WeightedSessions(vocabulary);
        foreach (ushort[] keys in sessions)
            weighted.Add(keys);
        ISessionDetector detector = new CountClusteringKind().Train(weighted, null, new SessionTrainingTerms(1));
        var counter = new SessionCounter(vocabulary);

        for (int i = 0; i < 200; i++)
        {
            ushort[] keys = Session();
            detector.Score(counter.View(keys)).ShouldBe(sessions.Min(other => Distance(keys, other)), 1e-3);
        }

        ushort[] Session() => [.. Enumerable.Range(0, random.Next(1, 60)).Select(_ => (ushort)random.Next(3, vocabulary))];

        static double Distance(ushort[] a, ushort[] b) =>
            Enumerable.Range(0, vocabulary).Sum(key => Math.Abs(Math.Log(1 + a.Count(one => one == key)) - Math.Log(1 + b.Count(one => one == key))));
    }

    [Fact]
    public void The_order_of_events_does_not_matter_and_no_score_is_below_zero() => Prop.ForAll(
        Gen.Elements('a', 'b', 'c', 'd', 'e', '?').ArrayOf().ToArbitrary(), letters =>
        {
            ISessionDetector detector = MadeSessions.Train("count-clustering");
            double score = detector.Score(new string(letters));

            score.ShouldBeGreaterThanOrEqualTo(0);
            detector.Score(new string([.. letters.Order()])).ShouldBe(score);
            (score == 0).ShouldBe(Learned.Any(session => session.Order().SequenceEqual(letters.Order())));
        }).QuickCheckThrowOnFailure();
}
