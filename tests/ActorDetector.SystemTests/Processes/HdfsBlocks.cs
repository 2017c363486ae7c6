using System.IO.Compression;
using System.Text.RegularExpressions;

namespace ActorDetector.SystemTests.Processes;

/// <summary>The raw HDFS log, split by blocks in the order of their first lines.</summary>
internal static partial class HdfsBlocks
{
    /// <summary>Writes the lines of the normal blocks among the first share of all blocks, and the lines of all other blocks.</summary>
    public static void Split(double share, string train, string test)
    {
        HashSet<string> anomalous =
            [.. File.ReadLines(Labels).Select(row => row.Split(',')).Where(row => row[1].Trim() == "Anomaly").Select(row => row[0])];
        (string Line, string Block)[] lines = [.. ReadLines().Select(line => (line, BlockId().Match(line).Value))];
        string[] blocks = [.. lines.Select(line => line.Block).Distinct()];
        HashSet<string> first = [.. blocks.Take((int)Math.Round(blocks.Length * share))];
        bool IsLearned(string block) => first.Contains(block) && !anomalous.Contains(block);
        File.WriteAllLines(train, lines.Where(line => IsLearned(line.Block)).Select(line => line.Line));
        File.WriteAllLines(test, lines.Where(line => !first.Contains(line.Block)).Select(line => line.Line));
    }

    /// <summary>The labels of the blocks.</summary>
    public static string Labels => SharedData.PathOf("hdfs_raw", "labels.csv");

    private static IEnumerable<string> ReadLines()
    {
        FileStream file = File.OpenRead(SharedData.PathOf("hdfs_raw", "hdfs.log.gz"));
        using var text = new StreamReader(new GZipStream(file, CompressionMode.Decompress));
        while (text.ReadLine() is { } line)
            yield return line;
    }

    [GeneratedRegex(@"blk_-?\d+")]
    private static partial Regex BlockId();
}
