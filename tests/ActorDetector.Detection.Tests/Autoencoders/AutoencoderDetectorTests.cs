using ActorDetector.Detection.Detectors;
using ActorDetector.Detection.Tests.Made;
using ActorDetector.Learning.Autoencoders;

namespace ActorDetector.Detection.Tests.Autoencoders;

public sealed class AutoencoderDetectorTests
{
    // All counts are constant, so the score is the mean over 8 log keys of the squared distance by 0.25: (ln 3 - ln 2)² for a second d, 1
    // for an unseen event.
    [Theory]
    [InlineData("autoencoder")]
    [InlineData("forest-autoencoder")]
    [InlineData("autoencoder-forest-autoencoder")]
    public void Counts_that_never_varied_are_compared_with_what_they_were(string name)
    {
        ISessionDetector detector = SessionDetectors.Find(name)!.Train(MadeSessions.Of(("abcd", 9)), null, new SessionTrainingTerms(1));
        double usual = detector.Score("abcd");

        usual.ShouldBeLessThan(0.1);
        detector.Score("abcdd").ShouldBe(usual + (Math.Pow(Math.Log(3) - Math.Log(2), 2) * 16 / 8), 1e-5);
        detector.Score("abcd?").ShouldBe(usual + (1.0 * 16 / 8), 1e-5);
    }

    [Fact]
    public void Counts_that_always_go_together_and_now_do_not_are_told()
    {
        ISessionDetector detector = SessionDetectors.Find("autoencoder")!.Train(
            MadeSessions.Of(("ab", 40), ("aabb", 40), ("aaaabbbb", 20)), new DenseAutoencoderOptions { Bottleneck = 1, Epochs = 200 }, new SessionTrainingTerms(1));

        detector.Score("aaaab").ShouldBeGreaterThan(10 * detector.Score("aaaabbbb"));
        detector.Explain("aaaab").ShouldContain("<template b> came once");
    }

    [Fact]
    public void What_an_isolation_forest_leaves_out_of_training_is_not_learned()
    {
        WeightedSessions sessions = MadeSessions.Of(("ab", 300), ("aabb", 300), ("aaabbb", 300), ("aabbb", 300), ("abeeeeeee", 6));
        var longer = new DenseAutoencoderOptions { Epochs = 300 };
        var terms = new SessionTrainingTerms(1);
        ISessionDetector all = SessionDetectors.Find("autoencoder")!.Train(sessions, longer, terms);
        ISessionDetector cleaned = SessionDetectors.Find("forest-autoencoder")!.Train(sessions, longer, terms);

        cleaned.Score("abeeeeeee").ShouldBeGreaterThan(2 * all.Score("abeeeeeee"));
    }

    [Fact]
    public void The_second_autoencoder_is_as_wide_as_the_first_is_narrow()
    {
        DetectorState state = MadeSessions.Train("autoencoder-forest-autoencoder", new DenseAutoencoderOptions { Hidden = 5, Bottleneck = 3 }).Keep();

        state.Tensors["extractor.encoder.0.weight"].Shape.ShouldBe([5, MadeSessions.Vocabulary]);
        state.Tensors["extractor.encoder.2.weight"].Shape.ShouldBe([3, 5]);
        state.Tensors["autoencoder.encoder.0.weight"].Shape.ShouldBe([3, 3]);
    }

    [Fact]
    public void The_order_of_events_does_not_matter() =>
        MadeSessions.Train("autoencoder").Score("dcba").ShouldBe(MadeSessions.Train("autoencoder").Score("abcd"));
}
