using System.Text;
using ActorDetector.Detection.Detectors;
using ActorDetector.Detection.Events;
using ActorDetector.Detection.Parameters;
using ActorDetector.Detection.Training;
using ActorDetector.Logs.Formats;
using ActorDetector.Logs.Masking;
using ActorDetector.Logs.Mining;
using ActorDetector.Logs.Reading;
using ActorDetector.Logs.Sessions;

namespace ActorDetector.Detection.Tests.Made;

/// <summary>Lines of some hosts, as <c>2026-01-05 08:00:01 web-1 took 12 ms for anna</c>, parsed with their parameters.</summary>
internal sealed class MadeLines
{
    private const string Format = "<Date> <Time> <Host> <Content>";

    public MadeLines(IEnumerable<string> training, bool masks = true)
    {
        TemplateMiner miner = TemplateMiner.Create(new MiningOptions(), new MaskingOptions { BuiltInMasks = masks });
        foreach (EventBlock block in Blocks(training, null, null))
        {
            for (int i = 0; i < block.Count; i++)
                miner.Learn(block.Content(i));
        }

        Templates = miner.Freeze();
    }

    /// <summary>The templates mined from the training lines.</summary>
    public TemplateTree Templates { get; }

    private static SessionOptions Sessions { get; } = new();

    /// <summary>A line.</summary>
    public static string Line(int second, string host, string content) =>
        $"{new DateTime(2026, 1, 5, 8, 0, 0).AddSeconds(second):yyyy-MM-dd HH:mm:ss} {host} {content}";

    /// <summary>What training learns of lines.</summary>
    public ParameterModel Learn(IEnumerable<string> lines, ParameterOptions options, Action<int, int>? progress = null)
    {
        ParameterTraining training = new(Templates, options);
        var clock = new SessionCollector(Sessions, bounded: false);
        foreach (EventBlock block in Blocks(lines, Templates, training.ParametersOf))
        {
            clock.Add(block);
            training.Add(block, clock.ElapsedTicks);
        }

        return training.Train(progress);
    }

    /// <summary>The verdicts on lines, by the place of the line, judged so many at once.</summary>
    public List<EventVerdict> Judge(ParameterModel model, IReadOnlyList<string> lines, int together = int.MaxValue)
    {
        ParameterDetector detector = new(model, key => Templates.Templates[key - LogKey.FirstTemplate].Text);
        var clock = new SessionCollector(Sessions, bounded: false);
        List<EventVerdict> all = [];
        for (int from = 0; from < lines.Count; from += Math.Min(together, lines.Count))
        {
            EventBlock block = Blocks(lines.Skip(from).Take(together), Templates, model.ParametersOf).Single();
            List<EventVerdict> verdicts = [];
            clock.Add(block);
            detector.Judge(block, clock.ElapsedTicks, verdicts);
            all.AddRange(verdicts.Select(verdict => verdict with { Event = verdict.Event + from }));
        }

        return all;
    }

    /// <summary>Blocks of events, each valid until the next.</summary>
    public static IEnumerable<EventBlock> Blocks(IEnumerable<string> lines, TemplateTree? templates, bool[]? parametersOf)
    {
        byte[] text = Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n")));
        EventParser parser = EventParser.Create(
            LogFormats.Resolve(new FormatOptions { Format = Format, EntityField = "Host" }, text), Sessions, templates, [[]], parametersOf);
        using var reader = new LineReader(new MemoryStream(text), "made", 0, new ReadingOptions());
        var block = new LineBlock();
        var events = new EventBlock();
        while (reader.Read(block))
        {
            parser.Parse(block, events);
            yield return events;
        }
    }
}
