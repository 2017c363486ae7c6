using System.Diagnostics;
using ActorDetector.Learning.Lstm;

namespace ActorDetector.Benchmarks.Lstm;

/// <summary>Windows a second of inference and training on one thread, with the sizes and in the layout of
/// <c>../shared/peers/deeplog_torch.py bench</c>. Windows are random and no two batches share a result: there is no cache to help.</summary>
public static class LstmThroughput
{
    private static readonly LstmShape Shape = new(Keys: 28, Window: 10, Embedding: 28, Hidden: 64, Layers: 2);

    /// <summary>Measures and prints.</summary>
    public static int Run()
    {
        LstmNetwork network = LstmNetwork.Create(Shape, seed: 1);
        foreach (int batch in (int[])[1, 64, 512, 2048])
        {
            Random random = new(1);
            ushort[] windows = [.. Enumerable.Range(0, batch * Shape.Window).Select(_ => (ushort)random.Next(Shape.Keys))];
            ushort[] targets = [.. Enumerable.Range(0, batch).Select(_ => (ushort)random.Next(Shape.Keys))];
            float[] results = new float[batch * Shape.Keys];
            LstmPredictor predictor = new(network);
            LstmLearner learner = new(network, new() { Threads = 1, Batch = batch });
            WeightedWindows training = new(windows, targets, [.. Enumerable.Repeat(1f, batch)]);
            int[] rows = [.. Enumerable.Range(0, batch)];

            (double inference, double inferenceBytes) = Rate(() => predictor.Predict(windows, results), batch);
            (double learning, double learningBytes) = Rate(() => learner.Learn(training, rows), batch);
            Console.WriteLine(
                $"batch {batch}: inference {inference:N0} windows/s, training {learning:N0} windows/s; " +
                $"allocated {inferenceBytes:N2} and {learningBytes:N2} bytes a window");
        }

        return 0;
    }

    private static (double WindowsPerSecond, double BytesPerWindow) Rate(Action work, int batch)
    {
        for (int i = 0; i < 3; i++)
            work();
        long done = 0, bytes = GC.GetAllocatedBytesForCurrentThread();
        Stopwatch clock = Stopwatch.StartNew();
        while (clock.Elapsed.TotalSeconds < 3)
        {
            work();
            done += batch;
        }

        double seconds = clock.Elapsed.TotalSeconds;
        return (done / seconds, (GC.GetAllocatedBytesForCurrentThread() - bytes) / (double)done);
    }
}
