using ActorDetector.Detection.Combination;
using ActorDetector.Detection.Detectors;
using ActorDetector.Detection.Tests.Made;

namespace ActorDetector.Detection.Tests.Detectors;

/// <summary>How well detectors tell anomalous sessions of HDFS that learn from normal ones alone.</summary>
public sealed class HdfsDetectorTests
{
    private const double FalsePositives = 0.005;

    [SharedDataTheory]
    [InlineData("pca", 0.6)]
    [InlineData("isolation-forest", 0.85)]
    [InlineData("one-class", 0.85)]
    [InlineData("autoencoder", 0.95)]
    [InlineData("forest-autoencoder", 0.95)]
    [InlineData("autoencoder-forest-autoencoder", 0.9)]
    public void Anomalous_sessions_are_told_with_a_threshold_from_normal_ones(string name, double least)
    {
        ushort[][] sessions = HdfsSessions.Training();
        SessionCounter counter = new(HdfsSessions.Vocabulary);
        int learned = sessions.Length * 7 / 10;
        ISessionDetector detector = SessionDetectors.Find(name)!.Train(HdfsSessions.Weigh(sessions.Take(learned)), null, new SessionTrainingTerms(1));
        double[] normal = [.. sessions.Skip(learned).Select(keys => detector.Score(counter.View(keys)))];
        double threshold = detector.Threshold ?? VoteScale.Calibrate(normal, FalsePositives, threshold: null).Sure;

        long right = 0, wrong = 0, missed = 0;
        foreach ((bool anomalous, int count, ushort[] keys) in HdfsSessions.Test())
        {
            bool told = detector.Score(counter.View(keys)) > threshold;
            right += anomalous && told ? count : 0;
            wrong += !anomalous && told ? count : 0;
            missed += anomalous && !told ? count : 0;
        }

        (2.0 * right / ((2 * right) + wrong + missed)).ShouldBeGreaterThan(least);
    }
}
