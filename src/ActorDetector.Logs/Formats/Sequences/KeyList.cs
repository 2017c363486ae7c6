using ActorDetector.Logs.Text;

namespace ActorDetector.Logs.Formats.Sequences;

/// <summary>Keys separated by blanks, to be gone through with <c>foreach</c>.</summary>
public ref struct KeyList
{
    private ReadOnlySpan<byte> _rest;

    /// <summary>The keys of a text.</summary>
    public KeyList(ReadOnlySpan<byte> text) => _rest = text;

    /// <summary>The key that <see cref="MoveNext"/> came to.</summary>
    public ReadOnlySpan<byte> Current { get; private set; }

    /// <summary>The keys from the first on.</summary>
    public readonly KeyList GetEnumerator() => this;

    /// <summary>Goes to the next key; false behind the last.</summary>
    public bool MoveNext()
    {
        _rest = _rest[Blanks.Start(_rest)..];
        int length = _rest.IndexOfAny(" \t"u8);
        Current = length < 0 ? _rest : _rest[..length];
        _rest = _rest[Current.Length..];
        return Current.Length > 0;
    }
}
