using ActorDetector.Actors.Lines;
using ActorDetector.Actors.ShardLogs;
using ActorDetector.Actors.Shards;
using ActorDetector.Logs;

namespace ActorDetector.Actors.Ingest;

/// <summary>Turns a batch of lines into an entry for each shard's log that it has lines for. Not for two threads at once.</summary>
internal sealed class ShardSplitter
{
    private readonly EntityFinder _entities;
    private readonly ShardColumns[] _columns;
    private readonly List<ShardEntry> _entries = [];
    private readonly byte[] _nobody = "-"u8.ToArray();

    public ShardSplitter(EntityRule rule, int shards)
    {
        _entities = rule.CreateFinder();
        _columns = [.. Enumerable.Range(0, shards).Select(_ => new ShardColumns())];
    }

    /// <summary>The entries of a batch; the list is valid until the next call, their bytes are in arrays of the shared pool.</summary>
    public IReadOnlyList<ShardEntry> Split(LineBatch batch)
    {
        foreach (ShardColumns columns in _columns)
            columns.Clear();
        ShardColumns? notes = null;
        for (int i = 0; i < batch.Count; i++)
        {
            ReadOnlySpan<byte> hint = batch.Entity(i);
            SkipReason reason = _entities.Find(batch[i], hint.IsEmpty ? _nobody : hint, out ReadOnlySpan<byte> entity);
            if (reason == SkipReason.None)
                _columns[ShardHash.ShardOf(entity, _columns.Length)].Add(batch, i, entity);
            else
                (notes ??= NotesOf(batch)).Add(new LineNote(batch.Position(i), reason, DropReason.None, 1));
        }

        foreach (LineNote note in batch.Notes)
            (notes ??= NotesOf(batch)).Add(note);
        _entries.Clear();
        for (int shard = 0; shard < _columns.Length; shard++)
        {
            if (!_columns[shard].IsEmpty)
                _entries.Add(new ShardEntry(shard, _columns[shard].ToPayload(batch)));
        }

        return _entries;
    }

    // Always the same shard for a producer, which alone knows up to where its notes were counted.
    private ShardColumns NotesOf(LineBatch batch)
    {
        string name = batch.Producer.Length > 0 ? batch.Producer : batch.Source;
        Span<byte> bytes = name.Length <= 128 ? stackalloc byte[512] : new byte[System.Text.Encoding.UTF8.GetMaxByteCount(name.Length)];
        return _columns[ShardHash.ShardOf(bytes[..System.Text.Encoding.UTF8.GetBytes(name, bytes)], _columns.Length)];
    }
}
