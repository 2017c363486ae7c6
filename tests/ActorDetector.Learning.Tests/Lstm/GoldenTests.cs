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
        WeightedWindows batch = Golden.Batch;
        float[] logProbabilities = new float[batch.Count * Golden.Shape.Keys];
        new LstmPredictor(Golden.Network, path).Predict(batch.Windows, logProbabilities);
        Golden.ShouldBeClose(logProbabilities, LogSoftmax(Golden.Logits), "log probability");

        LstmLearner learner = new(Golden.Network, Options, path);
        learner.Loss(batch).ShouldBe(Golden.Loss, 1e-5 * Golden.Loss);
        learner.Learn(batch, new[] { 0, 1, 2, 3 }).ShouldBe(Golden.Loss, 1e-5 * Golden.Loss);
        Golden.ShouldBeClose(learner.Gradients, "gradients");
        Golden.ShouldBeClose(learner.Network.Tensors, "weights_after_adam_step");
    }

    private static float[] LogSoftmax(float[] logits) =>
    [
        .. logits.Chunk(Golden.Shape.Keys).SelectMany(row =>
        {
            double sum = Math.Log(row.Sum(logit => Math.Exp(logit)));
            return row.Select(logit => (float)(logit - sum));
        }),
    ];
}
