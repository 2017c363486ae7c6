using ActorDetector.Learning.Kernels;
using ActorDetector.Learning.Lstm;

namespace ActorDetector.Learning.Tests.Lstm;

public sealed class GoldenTests
{
    private static readonly TrainingOptions Options = new() { LearningRate = 0.001, ClipNorm = 0, UnseenShare = 0 };

    [KernelPathFact("512-bit")]
    public void The_512_bit_kernels_give_the_numbers_of_PyTorch() => Check(KernelPath.Vector512);

    [KernelPathFact("256-bit")]
    public void The_256_bit_kernels_give_the_numbers_of_PyTorch() => Check(KernelPath.Vector256);

    [KernelPathFact("portable")]
    public void The_portable_kernels_give_the_numbers_of_PyTorch() => Check(KernelPath.Portable);

    private static void Check(KernelPath path)
    {
        foreach (NextKeyBranches branches in Enum.GetValues<NextKeyBranches>())
            Check(Golden.Of(branches), path);
    }

    private static void Check(Golden golden, KernelPath path)
    {
        WeightedWindows batch = golden.Batch;
        float[] logProbabilities = new float[batch.Count * golden.Shape.Keys];
        new LstmPredictor(golden.Network, path).Predict(batch.Windows, logProbabilities);
        Golden.ShouldBeClose(logProbabilities, LogSoftmax(golden), $"{golden.Shape.Branches} log probability");

        LstmLearner learner = new(golden.Network, Options, path);
        learner.Loss(batch).ShouldBe(golden.Loss, 1e-5 * golden.Loss);
        learner.Learn(batch, new[] { 0, 1, 2, 3 }).ShouldBe(golden.Loss, 1e-5 * golden.Loss);
        golden.ShouldBeClose(learner.Gradients, "gradients");
        golden.ShouldBeClose(learner.Network.Tensors, "weights_after_adam_step");
    }

    private static float[] LogSoftmax(Golden golden) =>
    [
        .. golden.Logits.Chunk(golden.Shape.Keys).SelectMany(row =>
        {
            double sum = Math.Log(row.Sum(logit => Math.Exp(logit)));
            return row.Select(logit => (float)(logit - sum));
        }),
    ];
}
