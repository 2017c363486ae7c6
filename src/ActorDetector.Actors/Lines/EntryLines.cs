using System.Text;
using ActorDetector.Logs;
using ActorDetector.Logs.Formats;
using ActorDetector.Logs.Reading;
using Google.Protobuf;

namespace ActorDetector.Actors.Lines;

/// <summary>The lines of an entry of a shard's log.</summary>
public sealed class EntryLines
{
    private readonly Wire.Lines _lines;
    private readonly int[] _starts;
    private readonly long[] _positions;

    private EntryLines(Wire.Lines lines, int[] starts, long[] positions) => (_lines, _starts, _positions) = (lines, starts, positions);

    /// <summary>The source's name.</summary>
    public string Source => _lines.Source;

    /// <summary>Where exactly the lines are from.</summary>
    public string Origin => _lines.Origin;

    /// <summary>Whose positions the lines have; empty when positions prove nothing.</summary>
    public string Producer => _lines.Producer;

    /// <summary>What names the lines, together with their positions.</summary>
    public LineOrigin LineOrigin => new(Source, Origin, Producer);

    /// <summary>When the lines arrived: ticks UTC.</summary>
    public long Arrived => _lines.Arrived;

    /// <summary>How many lines there are.</summary>
    public int Count => _starts.Length;

    /// <summary>How many notes there are.</summary>
    public int NoteCount => _lines.Notes.Count;

    /// <summary>The lines of an entry's bytes; null when it has none, or they are damaged.</summary>
    public static EntryLines? Of(ReadOnlySpan<byte> payload)
    {
        try
        {
            return Wire.Entry.Parser.ParseFrom(payload) is { KindCase: Wire.Entry.KindOneofCase.Lines } entry ? Of(entry.Lines) : null;
        }
        catch (Exception fault) when (fault is InvalidProtocolBufferException or FormatException)
        {
            return null;
        }
    }

    /// <summary>Reads the lines of an entry.</summary>
    /// <exception cref="FormatException">Its columns do not fit together.</exception>
    internal static EntryLines Of(Wire.Lines lines)
    {
        int count = lines.Lengths.Count;
        int named = lines.Entity.Count;
        bool fits = lines.PositionSteps.Count == count + lines.Notes.Count
            && (named == 0 || named == count)
            && (lines.TimeSteps.Count == 0 || lines.TimeSteps.Count == count)
            && (count == 0 || lines.Entities.Count > 0)
            && count <= LineBatch.MostLines;
        var starts = new int[count];
        long end = 0;
        for (int i = 0; i < count && fits; i++)
        {
            starts[i] = (int)end;
            end += lines.Lengths[i];
            fits = end <= lines.Text.Length && (named == 0 || lines.Entity[i] < lines.Entities.Count);
        }

        if (!fits || end != lines.Text.Length)
            throw new FormatException($"An entry of {count} lines from {lines.Source} has columns that do not fit together.");
        var positions = new long[lines.PositionSteps.Count];
        Sum(lines.PositionSteps, positions);
        return new EntryLines(lines, starts, positions);
    }

    /// <summary>The bytes of a line.</summary>
    public ReadOnlySpan<byte> this[int line] => _lines.Text.Span.Slice(_starts[line], (int)_lines.Lengths[line]);

    /// <summary>The text of a line.</summary>
    public string Text(int line) => Encoding.UTF8.GetString(this[line]);

    /// <summary>The entity of a line.</summary>
    public ReadOnlySpan<byte> Entity(int line) => _lines.Entities[_lines.Entity.Count == 0 ? 0 : (int)_lines.Entity[line]].Span;

    /// <summary>A line's position in its producer's count.</summary>
    public long Position(int line) => _positions[line];

    /// <summary>What became of lines that did not come.</summary>
    public LineNote Note(int note) => _lines.Notes[note] is var found
        ? new LineNote(_positions[Count + note], (SkipReason)found.Skipped, (DropReason)found.Dropped, (long)found.Lines)
        : default;

    /// <summary>The last position of the entry; <paramref name="before"/> when it has neither line nor note.</summary>
    public long LastPosition(long before)
    {
        foreach (long position in _positions)
            before = Math.Max(before, position);
        return before;
    }

    /// <summary>How many lines have positions behind one.</summary>
    public int CountAfter(long position)
    {
        int count = 0;
        foreach (long line in _positions.AsSpan(0, Count))
            count += line > position ? 1 : 0;
        return count;
    }

    /// <summary>Fills a block with those lines whose positions are behind one.</summary>
    /// <param name="block">Receives them.</param>
    /// <param name="position">Where the entry is in the log: numbers of lines are <see cref="LogPlace"/>s.</param>
    /// <param name="origin">The number of the lines' origin.</param>
    /// <param name="after">Lines up to this position of the producer are repeats.</param>
    /// <param name="only">A single line that is wanted; -1 for all.</param>
    /// <param name="without">Lines that are not wanted.</param>
    public void CopyTo(LineBlock block, long position, int origin, long after, int only, IReadOnlySet<int> without)
    {
        ArgumentNullException.ThrowIfNull(block);
        ArgumentNullException.ThrowIfNull(without);
        block.Begin(0, Arrived, origin);
        long time = 0;
        for (int i = 0; i < Count; i++)
        {
            if (_lines.TimeSteps.Count > 0)
                time += _lines.TimeSteps[i];
            if (_positions[i] > after && (only < 0 || only == i) && !without.Contains(i))
                block.Append(this[i], new LogPlace(position, i).Number, _lines.TimeSteps.Count > 0 ? time : ParsedLine.NoTime, Entity(i), _positions[i]);
        }
    }

    private static void Sum(Google.Protobuf.Collections.RepeatedField<long> steps, Span<long> values)
    {
        long value = 0;
        for (int i = 0; i < values.Length; i++)
            values[i] = value += steps[i];
    }
}
