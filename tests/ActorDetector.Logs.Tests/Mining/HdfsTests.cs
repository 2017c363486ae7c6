using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using ActorDetector.Logs.Mining;

namespace ActorDetector.Logs.Tests.Mining;

public sealed partial class HdfsTests
{
    private static readonly Lazy<string[]> Contents =
        new(() => [.. Lines("hdfs.log.gz").Select(line => line[(line.IndexOf(": ", StringComparison.Ordinal) + 2)..])]);

    [SharedDataFact]
    public void The_sequence_of_every_block_is_the_true_one_up_to_names()
    {
        TemplateTree tree = Learn(Contents.Value);
        TemplateMatcher matcher = tree.CreateMatcher();
        Dictionary<string, List<int>> found = [];
        foreach (string content in Contents.Value)
        {
            int id = matcher.Match(Encoding.UTF8.GetBytes(content));
            foreach (string block in Block().Matches(content).Select(match => match.Value).Distinct())
            {
                if (!found.TryGetValue(block, out List<int>? sequence))
                    found[block] = sequence = [];
                sequence.Add(id);
            }
        }

        HashSet<(int, string)> names = [];
        int blocks = 0;
        foreach (string line in Lines("sequences.tsv.gz").Skip(1))
        {
            string[] fields = line.Split('\t');
            string[] truth = fields[2].Split(' ');
            found[fields[0]].Count.ShouldBe(truth.Length, fields[0]);
            names.UnionWith(found[fields[0]].Zip(truth));
            blocks++;
        }

        blocks.ShouldBe(5707);
        names.Select(name => name.Item1).Distinct().Count().ShouldBe(names.Count);
        names.Select(name => name.Item2).Distinct().Count().ShouldBe(names.Count);
    }

    [SharedDataFact]
    public void A_match_allocates_nothing()
    {
        TemplateTree tree = Learn(Contents.Value);
        TemplateMatcher matcher = tree.CreateMatcher();
        byte[][] lines = [.. Contents.Value.Take(20_000).Select(Encoding.UTF8.GetBytes)];
        long parameters = Count(matcher, lines);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Count(matcher, lines).ShouldBe(parameters);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1000);
    }

    private static long Count(TemplateMatcher matcher, byte[][] lines)
    {
        long parameters = 0;
        foreach (byte[] line in lines)
        {
            if (matcher.Match(line) < 0)
                throw new InvalidOperationException("A line learned does not match.");
            parameters += matcher.Parameters.Length;
        }

        return parameters;
    }

    private static TemplateTree Learn(string[] contents)
    {
        TemplateMiner miner = TemplateMiner.Create(new(), new());
        foreach (string content in contents)
            miner.Learn(Encoding.UTF8.GetBytes(content));
        return miner.Freeze();
    }

    private static IEnumerable<string> Lines(string file)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(SharedData.PathOf("hdfs_raw", file)), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
            yield return line;
    }

    [GeneratedRegex(@"blk_-?\d+")]
    private static partial Regex Block();
}
