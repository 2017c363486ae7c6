using System.Globalization;
using System.Text;
using System.Text.Json;
using ActorDetector.Logs.Masking;
using ActorDetector.Logs.Mining;
using CsvHelper;
using Xunit.Abstractions;

namespace ActorDetector.Logs.Tests.Mining;

/// <summary>Grouping accuracy on the ten systems of loghub 2k: a line is right if the lines of its template are exactly those of its true one.</summary>
public sealed class LoghubTests(ITestOutputHelper output)
{
    private static readonly string[] Systems =
        ["HDFS", "Hadoop", "Spark", "Zookeeper", "BGL", "Windows", "Linux", "Apache", "OpenSSH", "OpenStack"];

    public static TheoryData<string> AllSystems => [.. Systems];

    [SharedDataTheory]
    [MemberData(nameof(AllSystems))]
    public void Drain_with_the_published_settings_reaches_the_published_accuracy(string system)
    {
        using FileStream file = File.OpenRead(SharedData.PathOf("loghub_2k", "settings.json"));
        using JsonDocument settings = JsonDocument.Parse(file);
        JsonElement own = settings.RootElement.GetProperty(system);
        var mining = new MiningOptions
        {
            Consolidate = false,
            Similarity = own.GetProperty("similarity").GetDouble(),
            Depth = own.GetProperty("depth").GetInt32(),
        };
        var masking = new MaskingOptions
        {
            BuiltInMasks = false,
            Mask = [.. own.GetProperty("masks").EnumerateArray().Select(mask => mask.GetString()!)],
        };
        double accuracy = Accuracy(system, mining, masking);
        double published = own.GetProperty("published_drain_grouping_accuracy").GetDouble();
        output.WriteLine($"{system}: {accuracy:F4}, published {published:F4}");
        accuracy.ShouldBeGreaterThanOrEqualTo(published - 0.005);
    }

    [SharedDataFact]
    public void Without_any_settings_the_mean_accuracy_is_at_least_97_percent()
    {
        double sum = 0;
        foreach (string system in Systems)
        {
            double accuracy = Accuracy(system, new MiningOptions(), new MaskingOptions());
            output.WriteLine($"{system,-10} {accuracy:F4}");
            sum += accuracy;
        }

        output.WriteLine($"{"mean",-10} {sum / Systems.Length:F4}");
        (sum / Systems.Length).ShouldBeGreaterThanOrEqualTo(0.97);
    }

    [SharedDataTheory]
    [MemberData(nameof(AllSystems))]
    public void The_order_of_lines_has_no_say(string system)
    {
        (byte[][] lines, _) = Read(system);
        TemplateTree straight = Learn(lines, new MiningOptions(), new MaskingOptions());
        int[] order = [.. Enumerable.Range(0, lines.Length)];
        new Random(7).Shuffle(order);
        TemplateTree shuffled = Learn(order.Select(i => lines[i]), new MiningOptions(), new MaskingOptions());
        shuffled.Templates.Count.ShouldBe(straight.Templates.Count);
        shuffled.Groups(lines).Zip(straight.Groups(lines)).Distinct().Count().ShouldBe(straight.Templates.Count);
    }

    [SharedDataTheory]
    [MemberData(nameof(AllSystems))]
    public void Every_line_learned_matches_by_either_miner(string system)
    {
        (byte[][] lines, _) = Read(system);
        foreach (MinerKind miner in Enum.GetValues<MinerKind>())
        {
            foreach (bool consolidate in new[] { true, false })
            {
                var mining = new MiningOptions { Miner = miner, Consolidate = consolidate };
                Learn(lines, mining, new MaskingOptions()).Groups(lines).ShouldNotContain(-1);
            }
        }
    }

    private static double Accuracy(string system, MiningOptions mining, MaskingOptions masking)
    {
        (byte[][] lines, string[] truth) = Read(system);
        int[] groups = Learn(lines, mining, masking).Groups(lines);
        var sizes = truth.CountBy(label => label).ToDictionary();
        return groups.Zip(truth).GroupBy(pair => pair.First, pair => pair.Second)
            .Where(group => group.Distinct().Count() == 1 && sizes[group.First()] == group.Count())
            .Sum(group => group.Count()) / (double)lines.Length;
    }

    private static TemplateTree Learn(IEnumerable<byte[]> lines, MiningOptions mining, MaskingOptions masking)
    {
        TemplateMiner miner = TemplateMiner.Create(mining, masking);
        foreach (byte[] line in lines)
            miner.Learn(line);
        return miner.Freeze();
    }

    private static (byte[][] Lines, string[] Truth) Read(string system)
    {
        string path = SharedData.PathOf("loghub_2k", system, $"{system}_2k.log_structured.csv");
        using var csv = new CsvReader(new StreamReader(path), CultureInfo.InvariantCulture);
        csv.Read();
        csv.ReadHeader();
        List<byte[]> lines = [];
        List<string> truth = [];
        while (csv.Read())
        {
            lines.Add(Encoding.UTF8.GetBytes(csv.GetField("Content")!));
            truth.Add(csv.GetField("EventId")!);
        }

        return ([.. lines], [.. truth]);
    }
}
