using System.Buffers;
using System.Runtime.InteropServices;
using ActorDetector.Actors.Lines;
using ActorDetector.Actors.Lines.Wire;
using ActorDetector.Logs.Formats;
using ActorDetector.Logs.Text;
using Google.Protobuf;
using Google.Protobuf.Collections;

namespace ActorDetector.Actors.Ingest;

/// <summary>The lines of a batch that belong to one shard. Not for two threads at once.</summary>
internal sealed class ShardColumns
{
    private const int MostKeptBytes = 4 << 20;

    private readonly List<int> _lines = [];
    private readonly List<LineNote> _notes = [];
    private readonly List<uint> _entity = [];
    private readonly List<ByteString> _entities = [];
    private readonly Dictionary<byte[], uint> _known = new(ByteRunComparer.Instance);
    private readonly Entry _entry = new() { Lines = new Lines.Wire.Lines() };
    private byte[] _text = [];
    private int _textLength;
    private bool _timed;

    /// <summary>Whether there is neither line nor note.</summary>
    public bool IsEmpty => _lines.Count == 0 && _notes.Count == 0;

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        _lines.Clear();
        _notes.Clear();
        _entity.Clear();
        _entities.Clear();
        _known.Clear();
        _textLength = 0;
        _timed = false;
        // A buffer that a rare long line needed is given back.
        if (_text.Length > MostKeptBytes)
            _text = [];
    }

    /// <summary>Adds a line of the batch.</summary>
    public void Add(LineBatch batch, int line, ReadOnlySpan<byte> entity)
    {
        _lines.Add(line);
        _entity.Add(NumberOf(entity));
        _timed |= batch.Time(line) != ParsedLine.NoTime;
        ReadOnlySpan<byte> text = batch[line];
        if (_textLength + text.Length > _text.Length)
            Array.Resize(ref _text, Math.Max(_textLength + text.Length, 2 * _text.Length));
        text.CopyTo(_text.AsSpan(_textLength));
        _textLength += text.Length;
    }

    /// <summary>Adds a note.</summary>
    public void Add(in LineNote note) => _notes.Add(note);

    /// <summary>The entry for the shard's log, in an array of the shared pool.</summary>
    public ReadOnlyMemory<byte> ToPayload(LineBatch batch)
    {
        Fill(_entry.Lines, batch);
        int length = _entry.CalculateSize();
        byte[] payload = ArrayPool<byte>.Shared.Rent(length);
        _entry.WriteTo(payload.AsSpan(0, length));
        return payload.AsMemory(0, length);
    }

    // Its columns keep their room from batch to batch.
    private void Fill(Lines.Wire.Lines lines, LineBatch batch)
    {
        (lines.Source, lines.Origin, lines.Producer, lines.Arrived) = (batch.Source, batch.Origin, batch.Producer, batch.Arrived);
        lines.Text = UnsafeByteOperations.UnsafeWrap(_text.AsMemory(0, _textLength)); // written out before the next batch
        lines.Lengths.Clear();
        lines.Entities.Clear();
        lines.Entity.Clear();
        lines.PositionSteps.Clear();
        lines.TimeSteps.Clear();
        lines.Notes.Clear();
        lines.Entities.AddRange(_entities);
        if (_entities.Count > 1)
            lines.Entity.AddRange(_entity);
        (long position, long time) = (0, 0);
        foreach (int line in CollectionsMarshal.AsSpan(_lines))
        {
            lines.Lengths.Add((uint)batch[line].Length);
            Step(lines.PositionSteps, batch.Position(line), ref position);
            if (_timed)
                Step(lines.TimeSteps, batch.Time(line), ref time);
        }

        foreach (LineNote note in _notes)
        {
            Step(lines.PositionSteps, note.Position, ref position);
            lines.Notes.Add(new Note { Skipped = (uint)note.Skipped, Dropped = (uint)note.Dropped, Lines = (ulong)note.Lines });
        }
    }

    // Differences may wrap around; their sums wrap back.
    private static void Step(RepeatedField<long> steps, long value, ref long before)
    {
        steps.Add(unchecked(value - before));
        before = value;
    }

    private uint NumberOf(ReadOnlySpan<byte> entity)
    {
        if (_known.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(entity, out uint number))
            return number;
        byte[] own = entity.ToArray();
        number = (uint)_entities.Count;
        _known.Add(own, number);
        _entities.Add(UnsafeByteOperations.UnsafeWrap(own));
        return number;
    }
}
