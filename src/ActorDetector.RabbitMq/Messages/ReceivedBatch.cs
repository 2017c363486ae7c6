using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using ActorDetector.Actors.ShardLogs;

namespace ActorDetector.RabbitMq.Messages;

/// <summary>A message as it was received. One that cannot be understood counts as one entry, without bytes.</summary>
internal sealed class ReceivedBatch
{
    private readonly byte[] _bytes;
    private readonly (int At, int Length)[]? _entries;
    private readonly string _publisher;
    private readonly long _first;
    private readonly long _settled;

    private ReceivedBatch(byte[] bytes, int length)
    {
        (_bytes, _publisher) = (bytes, "");
        List<(int, int)> entries = [];
        if (TryRead(bytes.AsSpan(0, length), entries, ref _publisher, ref _first, ref _settled) && entries.Count > 0 && _publisher.Length > 0 && _first > 0)
            _entries = [.. entries];
    }

    /// <summary>Bytes of memory that it takes.</summary>
    public int Bytes => _bytes.Length;

    /// <summary>Whether it cannot be understood.</summary>
    public bool IsDamaged => _entries is null;

    /// <summary>How many entries it has.</summary>
    public int Count => _entries?.Length ?? 1;

    /// <summary>The bytes of an entry; null when they cannot be understood.</summary>
    public ReadOnlyMemory<byte>? Payload(int entry) =>
        _entries is null ? default(ReadOnlyMemory<byte>?) : _bytes.AsMemory(_entries[entry].At, _entries[entry].Length);

    /// <summary>Who published an entry; null when that cannot be understood.</summary>
    public Publication? Publication(int entry) =>
        _entries is null ? null : new(_publisher, _first + entry, _settled);

    /// <summary>Gives its bytes back to the shared pool.</summary>
    public void Return() => ArrayPool<byte>.Shared.Return(_bytes);

    /// <summary>A message whose bytes are copied into the shared pool's.</summary>
    public static ReceivedBatch Copy(ReadOnlySpan<byte> bytes)
    {
        byte[] rented = ArrayPool<byte>.Shared.Rent(Math.Max(1, bytes.Length));
        bytes.CopyTo(rented);
        return new(rented, bytes.Length);
    }

    /// <summary>The number of the first entry of a message that was sent by this program.</summary>
    public static long FirstOf(ReadOnlySpan<byte> bytes)
    {
        (string publisher, long first, long settled) = ("", 0, 0);
        return TryRead(bytes, null, ref publisher, ref first, ref settled) ? first : 0;
    }

    private static bool TryRead(ReadOnlySpan<byte> bytes, List<(int At, int Length)>? entries, ref string publisher, ref long first, ref long settled)
    {
        for (int at = 0; at < bytes.Length;)
        {
            if (!Wire.TryReadVarint(bytes, ref at, out ulong tag))
                return false;
            switch (tag & 7)
            {
                case Wire.LengthDelimited:
                    if (!Wire.TryReadVarint(bytes, ref at, out ulong length) || length > (ulong)(bytes.Length - at))
                        return false;
                    if (tag == Wire.Entry)
                        entries?.Add((at, (int)length));
                    else if (tag == Wire.Publisher)
                        publisher = Encoding.UTF8.GetString(bytes.Slice(at, (int)length));
                    at += (int)length;
                    break;
                case 1 when bytes.Length - at >= 8:
                    long value = BinaryPrimitives.ReadInt64LittleEndian(bytes[at..]);
                    if (tag == Wire.First)
                        first = value;
                    else if (tag == Wire.Settled)
                        settled = value;
                    at += 8;
                    break;
                case 0 when Wire.TryReadVarint(bytes, ref at, out _):
                    break;
                case 5 when bytes.Length - at >= 4:
                    at += 4;
                    break;
                default:
                    return false;
            }
        }

        return true;
    }
}
