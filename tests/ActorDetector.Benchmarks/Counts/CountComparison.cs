using System.Diagnostics;
using ActorDetector.Detection.Evaluation;
using ActorDetector.Learning.Rows;

namespace ActorDetector.Benchmarks.Counts;

/// <summary>Learns from half of the normal nodes and judges all others. A fifth of that half is held back from learning: the last columns are
/// with a threshold that <see cref="FalsePositives"/> of those nodes are above, the ones before with the method's own.</summary>
internal static class CountComparison
{
    private const double FalsePositives = 0.005;
    private const int HeldBack = 5;

    /// <summary>Measures and prints the table.</summary>
    public static int Run(string path)
    {
        IReadOnlyList<NodeCounts> nodes = NodeCounts.Read(path);
        NodeCounts[] normal = [.. nodes.Where(node => !node.Anomalous)], anomalous = [.. nodes.Where(node => node.Anomalous)];
        new Random(1).Shuffle(normal);
        NodeCounts[] half = normal[..(normal.Length / 2)], rest = normal[half.Length..];
        NodeCounts[] learned = [.. half.Where((_, i) => i % HeldBack != 0)], held = [.. half.Where((_, i) => i % HeldBack == 0)];
        Console.WriteLine(
            $"{learned.Length:N0} normal nodes learned from, {held.Length:N0} held back, {rest.Length:N0} normal and {anomalous.Length:N0} anomalous judged");
        Console.WriteLine("| method | counts | P | R | F1 | P | R | F1 at 0.5 % held back | s to train | rows/s |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
        Compare("raw", new CountVectors(learned, value => value, weighted: false));
        Compare("log1p", new CountVectors(learned, float.LogP1, weighted: false));
        Compare("log1p × idf", new CountVectors(learned, float.LogP1, weighted: true));
        return 0;

        void Compare(string scale, CountVectors vectors)
        {
            WeightedRows training = vectors.Rows(learned), validation = vectors.Rows(held);
            WeightedRows good = vectors.Rows(rest), bad = vectors.Rows(anomalous);
            foreach (CountMethod method in CountMethod.All)
                Measure(method, scale, training, validation, good, bad);
        }
    }

    private static void Measure(
        CountMethod method, string scale, WeightedRows training, WeightedRows validation, WeightedRows good, WeightedRows bad)
    {
        Stopwatch clock = Stopwatch.StartNew();
        (CountMethod.RowScore score, float threshold) = method.Train(training);
        double seconds = clock.Elapsed.TotalSeconds;
        clock.Restart();
        float[] goodScores = Scores(good, score), badScores = Scores(bad, score);
        double rate = (good.Count + bad.Count) / clock.Elapsed.TotalSeconds;
        float held = WeightedQuantile.Of(Scores(validation, score), validation.Weights, FalsePositives);
        Confusion own = Judge(threshold), other = Judge(held);
        Console.WriteLine(
            $"| {method.Name} | {scale} | {own.Precision:F3} | {own.Recall:F3} | {own.F1:F3} | {other.Precision:F3} | {other.Recall:F3} | " +
            $"{other.F1:F3} | {seconds:F1} | {rate:N0} |");

        Confusion Judge(float above) => Count(badScores, bad.Weights, true, above, Count(goodScores, good.Weights, false, above, default));
    }

    private static float[] Scores(WeightedRows rows, CountMethod.RowScore score) =>
        [.. Enumerable.Range(0, rows.Count).Select(row => score(rows.Row(row)))];

    private static Confusion Count(float[] scores, float[] weights, bool anomalous, float above, Confusion counted)
    {
        for (int i = 0; i < scores.Length; i++)
            counted = counted.With(anomalous, scores[i] > above, (long)weights[i]);
        return counted;
    }
}
