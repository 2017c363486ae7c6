using System.Text;
using ActorDetector.Detection.Events;
using ActorDetector.Logs.Formats;

namespace ActorDetector.Detection.Tests.Made;

/// <summary>Blocks of events made by hand. An event's line is its entity, its key and its number, as <c>a 3 line 1</c>.</summary>
internal static class MadeEvents
{
    /// <summary>A block of events written as <c>a:3 b:4 a:5</c>: an entity and a log key each.</summary>
    public static EventBlock Block(string events, long firstLine = 1, int source = 0)
    {
        var block = new EventBlock();
        block.Clear(source);
        foreach (string item in events.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = item.Split(':');
            Add(block, parts[0], ushort.Parse(parts[1]), firstLine++);
        }

        return block;
    }

    /// <summary>A block of events.</summary>
    public static EventBlock Block(IEnumerable<(string Entity, ushort Key)> events, long firstLine = 1)
    {
        var block = new EventBlock();
        block.Clear(0);
        foreach ((string entity, ushort key) in events)
            Add(block, entity, key, firstLine++);
        return block;
    }

    public static string RawOf(string entity, ushort key, long line) => $"{entity} {key} line {line}";

    public static void Add(EventBlock block, string entity, ushort key, long line, bool labelled = false, long weight = 1, bool opens = false) => block.Add(
        Encoding.UTF8.GetBytes(RawOf(entity, key, line)),
        Encoding.UTF8.GetBytes(entity),
        [],
        new EventRow { LineNumber = line, Time = ParsedLine.NoTime, Key = key, Labelled = labelled, Weight = weight, Opens = opens });
}
