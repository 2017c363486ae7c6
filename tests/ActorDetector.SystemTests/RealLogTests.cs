using System.IO.Compression;
using System.Text.Json;
using ActorDetector.SystemTests.Processes;
using Xunit.Abstractions;

namespace ActorDetector.SystemTests;

public sealed class RealLogTests(ITestOutputHelper report) : IDisposable
{
    private readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [SharedDataFact]
    public void HDFS_blocks_are_judged_from_their_raw_lines()
    {
        HdfsBlocks.Split(0.4, _place.PathOf("train.log"), _place.PathOf("test.log"));
        _place.Run("train", "train.log", "-o", "model", "--session-id", @"blk_-?\d+").With(0);

        Ended run = _place.Run("evaluate", "test.log", "-m", "model", "--labels", HdfsBlocks.Labels, "--json", "report.json").With(0);

        report.WriteLine(run.Output);
        Scores("baseline").F1.ShouldBeGreaterThanOrEqualTo(0.9, "templates and sessions are right");
        Scores("per_session").Recall.ShouldBeGreaterThan(0.7);
    }

    [SharedDataFact]
    public void BGL_nodes_and_lines_are_judged_by_the_labels_in_the_lines()
    {
        string[] lines = [.. ReadBgl()];
        File.WriteAllLines(_place.PathOf("train.log"), lines.Take(10_000).Where(line => line.StartsWith("- ", StringComparison.Ordinal)));
        File.WriteAllLines(_place.PathOf("test.log"), lines.Skip(10_000));
        _place.Run("train", "train.log", "-o", "model", "--format", "bgl", "--entity-field", "Node").With(0);

        Ended run = _place.Run("evaluate", "test.log", "-m", "model", "--label-field", "Label", "--json", "report.json").With(0);

        report.WriteLine(run.Output);
        run.Errors.ShouldContain("50,000 lines = ");
        Scores("per_session").F1.ShouldBeGreaterThan(0.9);
        Scores("per_line").Recall.ShouldBeGreaterThan(0.9);
    }

    private static IEnumerable<string> ReadBgl()
    {
        string file = Directory.GetFiles(SharedData.PathOf("bgl_raw"), "*.gz").Single();
        using var text = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        while (text.ReadLine() is { } line)
            yield return line;
    }

    private (double Recall, double F1) Scores(string part)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(_place.PathOf("report.json")));
        JsonElement scores = json.RootElement.GetProperty(part);
        return (scores.GetProperty("recall").GetDouble(), scores.GetProperty("f1").GetDouble());
    }
}
