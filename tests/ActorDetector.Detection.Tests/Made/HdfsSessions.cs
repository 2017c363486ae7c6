using System.Globalization;
using System.IO.Compression;
using ActorDetector.Detection.Detectors;

namespace ActorDetector.Detection.Tests.Made;

/// <summary>The sessions of HDFS as log keys.</summary>
internal static class HdfsSessions
{
    public const int Vocabulary = 40;

    /// <summary>The normal sessions that are learned from, in their order.</summary>
    public static ushort[][] Training() => [.. File.ReadLines(SharedData.PathOf("hdfs_sequences", "train.txt")).Select(Keys)];

    /// <summary>Sessions with how often each was seen.</summary>
    public static WeightedSessions Weigh(IEnumerable<ushort[]> sessions)
    {
        WeightedSessions weighted = new(Vocabulary);
        foreach (ushort[] keys in sessions)
            weighted.Add(keys);
        return weighted;
    }

    /// <summary>The labelled sessions.</summary>
    public static IEnumerable<(bool Anomalous, int Count, ushort[] Keys)> Test()
    {
        using StreamReader reader = new(new GZipStream(
            File.OpenRead(SharedData.PathOf("hdfs_sequences", "test_dev.tsv.gz")), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            if (line.Split('\t') is ["0" or "1", string count, string keys])
                yield return (line[0] == '1', int.Parse(count, CultureInfo.InvariantCulture), Keys(keys));
        }
    }

    private static ushort[] Keys(string line) =>
        [.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(key => (ushort)(ushort.Parse(key, CultureInfo.InvariantCulture) + LogKey.FirstTemplate - 1))];
}
