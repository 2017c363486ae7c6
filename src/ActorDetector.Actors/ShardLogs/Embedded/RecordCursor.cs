using System.Buffers.Binary;

namespace ActorDetector.Actors.ShardLogs.Embedded;

/// <summary>Walks the records of a segment through a buffer. Not for two threads at once.</summary>
internal sealed class RecordCursor(RecordFormat format, int readAhead = RecordCursor.ReadAhead)
{
    /// <summary>Bytes that are read at once by who reads on: worth a seek of a disk, and the buffers of many shards stay small.</summary>
    public const int ReadAhead = 256 * 1024;

    private byte[] _buffer = [];
    private Segment? _segment;
    private long _start;
    private int _length;

    /// <summary>The header of the record at an address, when a record that ends by the limit stands there.</summary>
    public bool TryRead(Segment segment, long address, long limit, out RecordHeader header)
    {
        header = default;
        return limit - address >= RecordFormat.HeaderBytes
            && format.TryRead(Load(segment, address, RecordFormat.HeaderBytes, limit).Span, address, out header)
            && header.Bytes <= limit - address;
    }

    /// <summary>The payload of the record at an address, valid until the next call; null when its checksum does not hold.</summary>
    public ReadOnlyMemory<byte>? Payload(Segment segment, long address, long limit, in RecordHeader header)
    {
        ReadOnlyMemory<byte> payload = Load(segment, address, (int)header.Bytes, limit)[RecordFormat.HeaderBytes..];
        // Not "payload : null": that null would become an empty payload.
        if (payload.Length == header.Length && RecordFormat.Sum(payload.Span) == header.PayloadSum)
            return payload;
        return null;
    }

    /// <summary>The address of the first whole header from an address on; the limit when there is none.</summary>
    public long Find(Segment segment, long address, long limit)
    {
        Span<byte> magic = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(magic, format.Magic);
        while (limit - address >= RecordFormat.HeaderBytes)
        {
            ReadOnlySpan<byte> bytes = Load(segment, address, RecordFormat.HeaderBytes, limit, all: true).Span;
            if (bytes.Length < RecordFormat.HeaderBytes)
                break;
            int found = bytes.IndexOf(magic);
            if (found == 0 && TryRead(segment, address, limit, out _))
                return address;
            address += found > 0 ? found : found == 0 ? 1 : bytes.Length - (magic.Length - 1);
        }

        return limit;
    }

    /// <summary>Forgets what it has read: a file was changed.</summary>
    public void Clear() => _length = 0;

    private ReadOnlyMemory<byte> Load(Segment segment, long address, int count, long limit, bool all = false)
    {
        long offset = address - _start;
        if (segment != _segment || offset < 0 || offset + count > _length)
        {
            int size = Math.Max(count, readAhead);
            // A buffer that a rare long record needed is given back.
            if (_buffer.Length < size || (_buffer.Length > 4 * readAhead && size == readAhead))
                _buffer = new byte[size];
            _length = 0;
            (_segment, _start, offset) = (segment, address, 0);
            _length = Read(segment, address, (int)Math.Min(size, limit - address));
        }

        return _buffer.AsMemory((int)offset, all ? _length - (int)offset : Math.Min(count, _length - (int)offset));
    }

    private int Read(Segment segment, long address, int count)
    {
        int read = 0;
        while (read < count)
        {
            int some = RandomAccess.Read(segment.Handle, _buffer.AsSpan(read, count - read), address - segment.First + read);
            if (some == 0)
                break;
            read += some;
        }

        return read;
    }
}
