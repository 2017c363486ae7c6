using System.Text;
using ActorDetector.Benchmarks.Inputs;
using ActorDetector.Detection.Events;
using ActorDetector.Logs.Formats;
using ActorDetector.Logs.Reading;
using ActorDetector.Logs.Sessions;

namespace ActorDetector.Benchmarks.Unseen;

/// <summary>Lines of a log held in memory.</summary>
/// <param name="Lines">The lines.</param>
/// <param name="Bounded">Whether their sessions end by themselves.</param>
internal sealed record LogPart(IReadOnlyList<HeldLine> Lines, bool Bounded)
{
    /// <summary>Reads a whole log. HDFS lines are of the session of their block, those of BGL of their node.</summary>
    public static LogPart Read(string log, string? labels)
    {
        byte[] text = RepeatedLog.ReadAll(log);
        bool blocks = text.AsSpan(0, 1000).IndexOf("blk_"u8) >= 0;
        FormatOptions options = blocks ? new() : new() { Format = "bgl", EntityField = "Node", LabelField = "Label" };
        SessionOptions sessions = blocks ? new() { SessionId = @"blk_-?\d+" } : new();
        HashSet<string> anomalous = labels is null ? [] : [.. File.ReadLines(labels).Select(row => row.Split(',')).Where(row => row[1].Trim() == "Anomaly").Select(row => row[0])];
        ResolvedFormat format = LogFormats.Resolve(options, text.AsSpan(0, Math.Min(text.Length, LogFormats.SampleBytes)));
        EventParser parser = EventParser.Create(format, sessions, null, ["log"u8.ToArray()]);
        using LineReader reader = new(new MemoryStream(text), log, source: 0, format.Format.Reading(new()));
        List<HeldLine> lines = [];
        LineBlock block = new();
        EventBlock events = new();
        while (reader.Read(block))
        {
            parser.Parse(block, events);
            for (int i = 0; i < events.Count; i++)
            {
                bool labelled = events[i].Labelled || anomalous.Contains(Encoding.UTF8.GetString(events.Entity(i)));
                lines.Add(new HeldLine(events.Entity(i).ToArray(), events.Content(i).ToArray(), labelled));
            }
        }

        return new LogPart(lines, blocks);
    }

    /// <summary>The first share and the rest: of whole sessions in the order of their first lines, or of lines when sessions never end.</summary>
    public (LogPart First, LogPart Others) Split(double share)
    {
        Dictionary<string, int> order = [];
        int[] places = [.. Lines.Select((line, i) => Bounded ? PlaceOf(Convert.ToHexString(line.Entity)) : i)];
        double end = share * (Bounded ? order.Count : Lines.Count);
        return (Where((_, i) => places[i] < end), Where((_, i) => places[i] >= end));

        int PlaceOf(string entity)
        {
            order.TryAdd(entity, order.Count);
            return order[entity];
        }
    }

    /// <summary>Some of the lines.</summary>
    public LogPart Where(Func<HeldLine, int, bool> keep) => this with { Lines = [.. Lines.Where(keep)] };

    /// <summary>Blocks of events whose log keys are given by the content.</summary>
    public IEnumerable<EventBlock> Events(Func<byte[], ushort> keyOf)
    {
        long number = 0;
        foreach (HeldLine[] lines in Lines.Chunk(4096))
        {
            EventBlock block = new();
            block.Clear(0);
            foreach (HeldLine line in lines)
                block.Add([], line.Entity, [], new() { LineNumber = ++number, Time = ParsedLine.NoTime, Key = keyOf(line.Content), Labelled = line.Labelled, Weight = 1 });
            yield return block;
        }
    }
}
