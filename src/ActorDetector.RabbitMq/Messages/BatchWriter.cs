using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace ActorDetector.RabbitMq.Messages;

/// <summary>The bytes of a message that grows by entries. Its buffer is from the shared pool until <see cref="Return"/>.</summary>
internal sealed class BatchWriter
{
    private const int PublisherBytes = 32;
    private const int SettledAt = 2 + PublisherBytes + 9 + 1;

    /// <summary>Bytes before the first entry.</summary>
    public const int HeaderBytes = SettledAt + 8;

    private const int SmallestBuffer = 4096;

    private byte[] _buffer;
    private int _length = HeaderBytes;

    /// <summary>A message without entries.</summary>
    /// <param name="publisher">The publisher: 32 ASCII characters.</param>
    /// <param name="first">The number of its first entry.</param>
    /// <param name="bytes">Bytes that the first entry will take.</param>
    public BatchWriter(string publisher, long first, int bytes)
    {
        _buffer = ArrayPool<byte>.Shared.Rent(Math.Max(SmallestBuffer, HeaderBytes + bytes));
        (_buffer[0], _buffer[1]) = (Wire.Publisher, PublisherBytes);
        Encoding.ASCII.GetBytes(publisher, _buffer.AsSpan(2, PublisherBytes));
        _buffer[2 + PublisherBytes] = Wire.First;
        BinaryPrimitives.WriteInt64LittleEndian(_buffer.AsSpan(3 + PublisherBytes), first);
        _buffer[SettledAt - 1] = Wire.Settled;
        Settle(first);
    }

    /// <summary>Its bytes; valid until the next change.</summary>
    public ReadOnlyMemory<byte> Bytes => _buffer.AsMemory(0, _length);

    /// <summary>Its length.</summary>
    public int Length => _length;

    /// <summary>Writes up to where the publisher's entries are confirmed.</summary>
    public void Settle(long settled) => BinaryPrimitives.WriteInt64LittleEndian(_buffer.AsSpan(SettledAt), settled);

    /// <summary>Adds an entry.</summary>
    public void Add(ReadOnlySpan<byte> entry)
    {
        int bytes = Wire.BytesOfEntry(entry.Length);
        if (_length + bytes > _buffer.Length)
            Grow(_length + bytes);
        Span<byte> rest = _buffer.AsSpan(_length);
        rest[0] = Wire.Entry;
        int header = 1 + Wire.WriteVarint(rest[1..], (uint)entry.Length);
        entry.CopyTo(rest[header..]);
        _length += bytes;
    }

    /// <summary>Gives the buffer back.</summary>
    public void Return() => ArrayPool<byte>.Shared.Return(_buffer);

    private void Grow(int least)
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(least, 2 * _buffer.Length));
        _buffer.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
