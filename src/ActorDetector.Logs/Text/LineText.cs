using System.Buffers;
using System.Text;

namespace ActorDetector.Logs.Text;

/// <summary>A line decoded to characters in pooled memory, with the way back from characters to bytes.</summary>
internal readonly ref struct LineText : IDisposable
{
    private readonly char[] _chars;
    private readonly int[]? _offsets; // byte offset of each character and of the end; null where they are the same
    private readonly int _length;

    /// <summary>Decodes the line; bytes that are not UTF-8 become U+FFFD.</summary>
    public LineText(ReadOnlySpan<byte> line)
    {
        _chars = ArrayPool<char>.Shared.Rent(line.Length);
        if (Ascii.ToUtf16(line, _chars, out _length) == OperationStatus.Done)
            return;

        _offsets = ArrayPool<int>.Shared.Rent(line.Length + 1);
        _length = 0;
        int position = 0;
        while (position < line.Length)
        {
            Rune.DecodeFromUtf8(line[position..], out Rune rune, out int bytes);
            int chars = rune.EncodeToUtf16(_chars.AsSpan(_length));
            _offsets.AsSpan(_length, chars).Fill(position);
            _length += chars;
            position += bytes;
        }

        _offsets[_length] = line.Length;
    }

    /// <summary>The characters.</summary>
    public ReadOnlySpan<char> Chars => _chars.AsSpan(0, _length);

    /// <summary>The bytes of a run of characters.</summary>
    public Slice SliceOf(int index, int length)
    {
        if (_offsets is null)
            return new(index, length);
        int start = _offsets[index];
        return new(start, _offsets[index + length] - start);
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        if (_chars is not null)
            ArrayPool<char>.Shared.Return(_chars);
        if (_offsets is not null)
            ArrayPool<int>.Shared.Return(_offsets);
    }
}
