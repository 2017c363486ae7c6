using ActorDetector.Detection.Detectors;
using ActorDetector.Detection.Tests.Made;
using ActorDetector.Learning.Autoencoders;

namespace ActorDetector.Detection.Tests.Autoencoders;

public sealed class LstmAutoencoderDetectorTests
{
    private static readonly LstmAutoencoderOptions Longer = new() { Units = 16, Epochs = 100, Batch = 16, LearningRate = 0.01 };

    [Fact]
    public void The_order_of_events_matters()
    {
        ISessionDetector detector = MadeSessions.Train("lstm-autoencoder", Longer);

        detector.Score("dcba").ShouldBeGreaterThan(10 * detector.Score("abcd"));
        detector.Threshold.ShouldBeNull();
    }

    [Fact]
    public void The_event_that_is_least_expected_is_named_with_its_place() =>
        MadeSessions.Train("lstm-autoencoder", Longer).Explain("abbe").ShouldContain("least expected: <template e> as event 4");

    [Fact]
    public void The_options_reach_the_network() =>
        MadeSessions.Train("lstm-autoencoder", Longer).Keep().Tensors["encoder.weight_hh_l0"].Shape.ShouldBe([64, 16]);
}
