using System.IO.Compression;
using ActorDetector.Learning.Classification;

namespace ActorDetector.Learning.Tests.Classification;

/// <summary>The labelled HDFS sessions of the shared data.</summary>
internal static class SupervisedSessions
{
    /// <summary>The distinct sessions of a file of lines <c>keys,label</c>, with how often each is there.</summary>
    public static LabelledSequences Read(string file)
    {
        using StreamReader reader = new(new GZipStream(File.OpenRead(SharedData.PathOf("hdfs_supervised", file)), CompressionMode.Decompress));
        reader.ReadLine();
        OrderedDictionary<string, int> counts = [];
        while (reader.ReadLine() is { } line)
            counts[line] = counts.GetValueOrDefault(line) + 1;
        string[][] rows = [.. counts.Keys.Select(line => line.Split(','))];
        return new(
            [.. rows.Select(row => row[0].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(ushort.Parse).ToArray())],
            [.. rows.Select(row => row[1] == "1")],
            [.. counts.Values.Select(count => (float)count)]);
    }

    /// <summary>Precision and recall of the anomalous class at a threshold of one half.</summary>
    public static (double Precision, double Recall) Measure(LabelledSequences sessions, IReadOnlyList<double> probabilities)
    {
        double Sum(Func<int, bool> of) => sessions.Weights.Where((_, i) => of(i)).Sum();
        double hits = Sum(i => probabilities[i] >= 0.5 && sessions.Anomalous[i]);
        return (hits / Sum(i => probabilities[i] >= 0.5), hits / Sum(i => sessions.Anomalous[i]));
    }
}
