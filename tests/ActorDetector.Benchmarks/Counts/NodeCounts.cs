using System.Globalization;
using System.IO.Compression;

namespace ActorDetector.Benchmarks.Counts;

/// <summary>How often each event came on one node, and whether the node is labelled anomalous.</summary>
internal sealed record NodeCounts(bool Anomalous, IReadOnlyList<(string Event, int Count)> Events)
{
    /// <summary>The nodes of a gzip file of lines <c>node, label, event:count …</c>, separated by tabs.</summary>
    public static IReadOnlyList<NodeCounts> Read(string path)
    {
        using StreamReader text = new(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        List<NodeCounts> nodes = [];
        while (text.ReadLine() is { } line)
        {
            if (line.StartsWith('#'))
                continue;
            string[] fields = line.Split('\t');
            nodes.Add(new(fields[1] == "1", [.. fields[2].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Event)]));
        }

        return nodes;
    }

    private static (string Event, int Count) Event(string field)
    {
        int colon = field.LastIndexOf(':');
        return (field[..colon], int.Parse(field.AsSpan(colon + 1), CultureInfo.InvariantCulture));
    }
}
