using System.Text;
using System.Text.RegularExpressions;

namespace ActorDetector.Benchmarks.Inputs;

/// <summary>Splits the raw HDFS log by blocks in the order of their first lines: the normal blocks of the first share to learn from, and
/// all blocks of the rest to test on.</summary>
internal static partial class HdfsSplit
{
    public static int Run(string log, string labels, string folder, double share)
    {
        HashSet<string> anomalous = [.. File.ReadLines(labels)
            .Select(row => row.Split(','))
            .Where(row => row[1].Trim() == "Anomaly")
            .Select(row => row[0])];
        string[] lines = Encoding.UTF8.GetString(RepeatedLog.ReadAll(log)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var order = new Dictionary<string, int>();
        foreach (string line in lines)
            order.TryAdd(BlockId().Match(line).Value, order.Count);
        int first = (int)Math.Round(order.Count * share);
        Directory.CreateDirectory(folder);
        string train = Path.Combine(folder, "train.log");
        string test = Path.Combine(folder, "test.log");
        File.WriteAllLines(train, lines.Where(line => BlockId().Match(line).Value is var id && order[id] < first && !anomalous.Contains(id)));
        File.WriteAllLines(test, lines.Where(line => order[BlockId().Match(line).Value] >= first));
        Console.WriteLine($"{order.Count:N0} blocks; the normal ones of the first {first:N0} in {train}, all others in {test}");
        return 0;
    }

    [GeneratedRegex(@"blk_-?\d+")]
    private static partial Regex BlockId();
}
