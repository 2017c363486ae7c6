using System.Text;
using System.Text.Json.Nodes;
using ActorDetector.Logs.Text;

namespace ActorDetector.Detection.Parameters;

/// <summary>How often texts came, exactly, up to a bound of distinct ones. A text longer than 128 bytes is known by those.</summary>
/// <param name="most">Distinct texts that are remembered; when there are more, all are forgotten for good.</param>
internal sealed class TextMemory(int most)
{
    private const int MostBytes = 128;

    private readonly Dictionary<byte[], SeenText> _texts = new(ByteRunComparer.Instance);

    /// <summary>Whether there were too many distinct texts.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Distinct texts.</summary>
    public int Count => _texts.Count;

    /// <summary>How often all came.</summary>
    public long Total { get; private set; }

    /// <summary>Counts a text once more.</summary>
    /// <returns>What is remembered of it from now on.</returns>
    public SeenText Add(ReadOnlySpan<byte> text)
    {
        long first = Total++;
        if (IsOver)
            return default;
        SeenText seen = Find(text) is { Count: > 0 } before ? before with { Count = before.Count + 1 } : new(_texts.Count, 1, first);
        _texts.GetAlternateLookup<ReadOnlySpan<byte>>()[Cut(text)] = seen;
        if (_texts.Count > most)
        {
            IsOver = true;
            _texts.Clear();
            _texts.TrimExcess();
        }

        return seen;
    }

    /// <summary>What is remembered of a text; its count is 0 when it never came.</summary>
    public SeenText Find(ReadOnlySpan<byte> text) => _texts.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(Cut(text), out SeenText seen) ? seen : default;

    /// <summary>Distinct texts that first came in the last quarter.</summary>
    public int NewInLastQuarter => IsNewest(Total).Count();

    /// <summary>The most frequent texts as people read them.</summary>
    public IEnumerable<string> MostFrequent(int count) =>
        _texts.OrderByDescending(text => text.Value.Count).ThenBy(text => text.Value.Number).Take(count).Select(text => Encoding.UTF8.GetString(text.Key));

    /// <summary>The texts by their numbers, for look-ups by number.</summary>
    public SeenText[] ByNumber() => [.. _texts.Values.OrderBy(text => text.Number)];

    /// <summary>The texts that first came in the last quarter of so many.</summary>
    public IEnumerable<KeyValuePair<byte[], SeenText>> IsNewest(long total) => _texts.Where(text => text.Value.First >= total * 3 / 4);

    // Latin-1 gives every byte a letter of its own.
    public JsonObject Keep() => new(_texts.OrderBy(text => text.Value.Number)
        .Select(text => KeyValuePair.Create<string, JsonNode?>(Encoding.Latin1.GetString(text.Key), text.Value.Count)));

    /// <summary>The memory that was kept; when its texts first came is no longer known.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static TextMemory Read(JsonNode? kept)
    {
        if (kept is not JsonObject texts)
            throw new FormatException("a memory of values is missing");
        TextMemory memory = new(int.MaxValue);
        foreach ((string text, JsonNode? count) in texts)
        {
            if (count is not JsonValue value || !value.TryGetValue(out int times) || times < 1)
                throw new FormatException($"the count of '{text}' is no number from 1");
            memory._texts[Encoding.Latin1.GetBytes(text)] = new(memory.Count, times, 0);
            memory.Total += times;
        }

        return memory;
    }

    private static ReadOnlySpan<byte> Cut(ReadOnlySpan<byte> text) => text[..Math.Min(text.Length, MostBytes)];
}
