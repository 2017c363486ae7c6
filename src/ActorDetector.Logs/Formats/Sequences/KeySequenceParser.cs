using System.Buffers.Text;
using ActorDetector.Logs.Formats.Csv;
using ActorDetector.Logs.Text;

namespace ActorDetector.Logs.Formats.Sequences;

/// <summary>Reads lines that are sessions. Not for two threads at once.</summary>
public sealed class KeySequenceParser : LineParser
{
    /// <summary>Most events that the counts of a line may say, so that a line does not make the memory of a whole log.</summary>
    public const int MostEvents = 1_000_000;

    private readonly CsvParser _columns;
    private readonly bool _hasNames;
    private readonly int _count;
    private readonly bool _hasLabel;
    private readonly bool _hasCounts;

    internal KeySequenceParser(CsvParser columns, bool hasNames, int count, bool hasLabel, bool hasCounts)
    {
        _columns = columns;
        _hasNames = hasNames;
        _count = count;
        _hasLabel = hasLabel;
        _hasCounts = hasCounts;
    }

    /// <summary>Whether each key stands with how often it came.</summary>
    public bool HasCounts => _hasCounts;

    /// <inheritdoc/>
    public override SkipReason Parse(ReadOnlySpan<byte> line, ref ParsedLine parsed)
    {
        SkipReason reason = _columns.Parse(line, ref parsed);
        return reason == SkipReason.Malformed && _hasNames && line.StartsWith((byte)'#') ? SkipReason.ColumnNames : reason;
    }

    /// <summary>Reads a session.</summary>
    /// <returns><see cref="SkipReason.None"/>, or why the line is none: a wrong number of columns, a count that is no number above 0, counts
    /// that say more than <see cref="MostEvents"/> events, no keys.</returns>
    public SkipReason Parse(ReadOnlySpan<byte> line, ref KeySequence sequence)
    {
        ParsedLine parsed = default;
        SkipReason reason = Parse(line, ref parsed);
        sequence = new KeySequence
        {
            Session = parsed.Entity,
            IsAnomaly = _hasLabel ? LineLabel.IsAnomaly(parsed.Label) : null,
            Count = 1,
            Keys = new KeyList(parsed.Content, _hasCounts),
        };
        if (reason == SkipReason.None && _hasCounts)
            reason = sequence.Keys.CountEvents() switch { 0 => SkipReason.Malformed, > MostEvents => SkipReason.TooManyEvents, _ => SkipReason.None };
        if (reason != SkipReason.None || _count < 0)
            return reason;
        ReadOnlySpan<byte> text = Blanks.Trim(Field(line, _count));
        bool isCount = Utf8Parser.TryParse(text, out long count, out int used) && used == text.Length && count > 0;
        sequence.Count = count;
        return isCount ? SkipReason.None : SkipReason.Malformed;
    }

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> Field(ReadOnlySpan<byte> line, int field) => _columns.Field(line, field);
}
