using System.Text;
using ActorDetector.Detection.Events;
using ActorDetector.Logs;
using ActorDetector.Logs.Formats;
using ActorDetector.Logs.Mining;
using ActorDetector.Logs.Reading;
using ActorDetector.Logs.Sessions;

namespace ActorDetector.Detection.Tests.Made;

/// <summary>What a parser made of a text.</summary>
internal sealed record Parsed(IReadOnlyList<ParsedEvent> Events, LineCounts Counts)
{
    public static Parsed Of(string text, FormatOptions format, SessionOptions? sessions = null, TemplateTree? templates = null)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        EventParser parser = EventParser.Create(
            LogFormats.Resolve(format, bytes), sessions ?? new SessionOptions(), templates, [Encoding.UTF8.GetBytes("test.log")]);
        using var reader = new LineReader(new MemoryStream(bytes), "test.log", 0, new ReadingOptions());
        var lines = new LineBlock();
        var events = new EventBlock();
        var counts = new LineCounts();
        List<ParsedEvent> all = [];
        while (reader.Read(lines))
        {
            parser.Parse(lines, events);
            counts.Add(events.Counts);
            for (int i = 0; i < events.Count; i++)
                all.Add(new ParsedEvent(Text(events.Raw(i)), Text(events.Entity(i)), Text(events.Content(i)), events[i]));
        }

        counts.Lines.ShouldBe(reader.Lines);
        return new Parsed(all, counts);
    }

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);
}
