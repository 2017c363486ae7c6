namespace ActorDetector.Actors.ShardLogs.Embedded;

/// <summary>Records that are written at once.</summary>
internal sealed class RecordGroup(RecordFormat format)
{
    // Enough for a disk's full speed; a longer group only makes the first of it wait longer.
    private const int MostBytes = 4 << 20;

    private readonly List<(int Shard, long Address, long Next)> _records = [];
    private byte[] _bytes = new byte[1 << 16];
    private int _length;

    /// <summary>The records, in order.</summary>
    public IReadOnlyList<(int Shard, long Address, long Next)> Records => _records;

    /// <summary>As they are written.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _length);

    /// <summary>Bytes of all.</summary>
    public int Length => _length;

    /// <summary>Whether so many bytes more make it no longer than it should be.</summary>
    public bool Takes(long bytes) => _length + bytes <= MostBytes;

    /// <summary>Empties it.</summary>
    public void Clear()
    {
        _length = 0;
        _records.Clear();
        // A buffer that a rare long record needed is given back.
        if (_bytes.Length > 2 * MostBytes)
            _bytes = new byte[1 << 16];
    }

    /// <summary>Adds a record that will stand at an address.</summary>
    public void Add(long address, int shard, ReadOnlySpan<byte> payload)
    {
        int bytes = RecordFormat.HeaderBytes + payload.Length;
        if (_length + bytes > _bytes.Length)
            Array.Resize(ref _bytes, Math.Max(_length + bytes, (int)Math.Min(2L * _bytes.Length, Array.MaxLength)));
        format.Write(_bytes.AsSpan(_length, bytes), address, shard, payload);
        _length += bytes;
        _records.Add((shard, address, address + bytes));
    }
}
