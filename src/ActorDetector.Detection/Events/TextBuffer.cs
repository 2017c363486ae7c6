using ActorDetector.Logs.Text;

namespace ActorDetector.Detection.Events;

/// <summary>Texts one behind another in one run of bytes, used again after <see cref="Clear"/>.</summary>
/// <param name="capacity">Bytes that it begins with; it grows as needed.</param>
internal sealed class TextBuffer(int capacity)
{
    private byte[] _bytes = new byte[capacity];
    private int _length;

    /// <summary>All texts.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _length);

    /// <summary>Forgets all texts.</summary>
    public void Clear() => _length = 0;

    /// <summary>Adds a text.</summary>
    /// <returns>Where it stands in <see cref="Bytes"/>.</returns>
    public Slice Add(ReadOnlySpan<byte> text)
    {
        if (_length + text.Length > _bytes.Length)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + text.Length));
        text.CopyTo(_bytes.AsSpan(_length));
        _length += text.Length;
        return new Slice(_length - text.Length, text.Length);
    }
}
