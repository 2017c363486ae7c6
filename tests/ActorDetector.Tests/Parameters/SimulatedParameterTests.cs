using System.Diagnostics;
using ActorDetector.Detection;
using ActorDetector.Detection.Detectors;
using ActorDetector.Detection.Events;
using ActorDetector.Detection.Parameters;
using ActorDetector.Detection.Training;
using ActorDetector.Logs.Formats;
using ActorDetector.Logs.Masking;
using ActorDetector.Logs.Mining;
using ActorDetector.Logs.Reading;
using ActorDetector.Logs.Sessions;
using ActorDetector.Simulation;
using Xunit.Abstractions;

namespace ActorDetector.Tests.Parameters;

public sealed class SimulatedParameterTests(ITestOutputHelper output)
{
    private static readonly InjectedKind[] Planted = [InjectedKind.OddParameter, InjectedKind.StrangeUser];

    [Fact]
    public void Nine_of_ten_faults_planted_in_parameters_are_found_at_no_more_than_one_false_positive_in_a_hundred_lines()
    {
        FleetSimulator simulator = new(new SimulationOptions { AnomalyShare = 0.1 });
        byte[] training = Text(simulator.Train());
        List<InjectedKind> truth = [];
        byte[] live = Text(simulator.Live(), truth);
        TemplateMiner miner = TemplateMiner.Create(new MiningOptions(), new MaskingOptions());
        foreach (EventBlock block in Blocks(training, null, null))
        {
            for (int i = 0; i < block.Count; i++)
                miner.Learn(block.Content(i));
        }

        TemplateTree templates = miner.Freeze();
        Stopwatch watch = Stopwatch.StartNew();
        ParameterTraining learning = new(templates, new ParameterOptions { ParameterTemplates = 40 });
        var clock = new SessionCollector(Sessions, bounded: false);
        foreach (EventBlock block in Blocks(training, templates, learning.ParametersOf))
        {
            clock.Add(block);
            learning.Add(block, clock.ElapsedTicks);
        }

        ParameterModel model = learning.Train();
        output.WriteLine($"{model.Count} templates learned in {watch.Elapsed.TotalSeconds:0.0} s");

        ParameterDetector detector = new(model, key => key < LogKey.FirstTemplate ? "" : templates.Templates[key - LogKey.FirstTemplate].Text);
        List<EventVerdict> verdicts = [];
        HashSet<int> told = [];
        clock = new SessionCollector(Sessions, bounded: false);
        int before = 0;
        watch.Restart();
        foreach (EventBlock block in Blocks(live, templates, model.ParametersOf))
        {
            clock.Add(block);
            verdicts.Clear();
            detector.Judge(block, clock.ElapsedTicks, verdicts);
            told.UnionWith(verdicts.Select(verdict => before + verdict.Event));
            before += block.Count;
        }

        output.WriteLine($"{before / watch.Elapsed.TotalSeconds:0} lines a second");
        foreach (InjectedKind kind in Enum.GetValues<InjectedKind>())
            output.WriteLine($"{kind}: {truth.Where((_, i) => told.Contains(i)).Count(found => found == kind)} of {truth.Count(found => found == kind)}");
        double recall = (double)told.Count(i => Planted.Contains(truth[i])) / truth.Count(kind => Planted.Contains(kind));
        double falsePositives = (double)told.Count(i => truth[i] == InjectedKind.None) / truth.Count(kind => kind == InjectedKind.None);
        output.WriteLine($"recall {recall:0.000}, false positives {falsePositives:0.0000}");
        recall.ShouldBeGreaterThanOrEqualTo(0.9);
        falsePositives.ShouldBeLessThanOrEqualTo(0.01);
    }

    private static SessionOptions Sessions { get; } = new() { SessionId = FleetSimulator.SessionId };

    private static byte[] Text(IEnumerable<SimulatedLine> lines, List<InjectedKind>? truth = null)
    {
        MemoryStream text = new();
        foreach (SimulatedLine line in lines)
        {
            text.Write(line.Text.Span);
            text.WriteByte((byte)'\n');
            truth?.Add(line.Anomaly);
        }

        return text.ToArray();
    }

    private static IEnumerable<EventBlock> Blocks(byte[] text, TemplateTree? templates, bool[]? parametersOf)
    {
        EventParser parser = EventParser.Create(
            LogFormats.Resolve(new FormatOptions { Format = FleetSimulator.Format }, text), Sessions, templates, [[]], parametersOf);
        using var reader = new LineReader(new MemoryStream(text), "made", 0, new ReadingOptions());
        var lines = new LineBlock();
        var events = new EventBlock();
        while (reader.Read(lines))
        {
            parser.Parse(lines, events);
            yield return events;
        }
    }
}
