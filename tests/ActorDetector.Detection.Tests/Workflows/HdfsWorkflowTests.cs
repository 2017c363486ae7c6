using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using ActorDetector.Detection.Detectors;
using ActorDetector.Detection.Workflows;
using ActorDetector.Tests.Shared;
using Xunit.Abstractions;

namespace ActorDetector.Detection.Tests.Workflows;

public sealed class HdfsWorkflowTests(ITestOutputHelper output)
{
    [SharedDataFact]
    public void Measure()
    {
        WeightedSessions sessions = Training();
        foreach (double similarity in new[] { 0.7, 0.8, 0.9 })
        foreach (bool strict in new[] { true, false })
        {
            var clock = Stopwatch.StartNew();
            Workflow workflow = Workflow.Learn(sessions, new WorkflowOptions { WorkflowStrictEnds = strict, WorkflowSimilarity = similarity });
            double learned = clock.Elapsed.TotalSeconds;
            clock.Restart();
            int shown = 0;
            long tp = 0, fp = 0, tn = 0, fn = 0; int alone = 0;
            foreach ((bool anomalous, int count, ushort[] keys) in Test())
            {
                bool accepted = workflow.Accepts(keys);
                if (anomalous) { if (accepted) fn += count; else tp += count; } else { if (accepted) tn += count; else fp += count; }
                if (!accepted) { var d = workflow.Diagnose(keys); d.Score.ShouldBeGreaterThan(0); if (anomalous && shown++ % 97 == 0 && similarity == .8) output.WriteLine(string.Join(' ', keys) + "\n    " + d.Score + " " + WorkflowWords.Of(d, keys, k => k.ToString(CultureInfo.InvariantCulture))); alone++; }
            }
            double p = (double)tp / (tp + fp), r = (double)tp / (tp + fn);
            output.WriteLine($"{similarity} {strict} learn {learned:F2}s judge {clock.Elapsed.TotalSeconds:F2}s P {p:F4} R {r:F4} F1 {2 * p * r / (p + r):F4} fp {fp} fn {fn} tasks {workflow.Tasks.Count} states {string.Join(' ', workflow.Tasks.Select(t => t.States.Count))}; {alone}");
        }
    }

    private static WeightedSessions Training()
    {
        WeightedSessions sessions = new(40);
        foreach (string line in File.ReadLines(SharedData.PathOf("hdfs_sequences", "train.txt")))
            sessions.Add(Keys(line));
        return sessions;
    }

    private static IEnumerable<(bool Anomalous, int Count, ushort[] Keys)> Test()
    {
        using StreamReader reader = new(new GZipStream(File.OpenRead(SharedData.PathOf("hdfs_sequences", "test_dev.tsv.gz")), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            if (line.Split((char)9) is [("0" or "1") and var label, var count, var keys])
                yield return (label == "1", int.Parse(count, CultureInfo.InvariantCulture), Keys(keys));
        }
    }

    private static ushort[] Keys(string line) =>
        [.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(key => (ushort)(ushort.Parse(key, CultureInfo.InvariantCulture) + 2))];
}
