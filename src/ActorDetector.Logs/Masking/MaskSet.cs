using System.Text;

namespace ActorDetector.Logs.Masking;

/// <summary>The names of all masks, and a user's own masks, found in a line. Not for two threads at once.</summary>
/// <remarks>A user's masks go in order, and what one has masked no later one touches.</remarks>
internal sealed class MaskSet
{
    private static readonly string[] BuiltIn =
        ["<*>", .. Enum.GetNames<BuiltInMask>().Skip(1).Select(name => $"<{name.ToUpperInvariant()}>")];

    private readonly UserMask[] _masks;
    private readonly List<(int Start, int End)> _runs = [];
    private List<MaskHit> _hits = [];
    private List<MaskHit> _merged = [];
    private char[] _chars = new char[512];
    private int[] _offsets = [];

    /// <summary>Compiles the masks.</summary>
    /// <exception cref="ArgumentException">A mask is not a regular expression; the message names it.</exception>
    public MaskSet(IReadOnlyList<string> masks) => _masks = [.. masks.Select(UserMask.Parse)];

    /// <summary>Whether the user gave no mask.</summary>
    public bool IsEmpty => _masks.Length == 0;

    /// <summary>The name that stands for a mask in a template.</summary>
    public string NameOf(ushort mask) => mask < BuiltIn.Length ? BuiltIn[mask] : _masks[mask - BuiltIn.Length].Name;

    /// <summary>The runs of a line that the user's masks cover, in order and apart; valid until the next call.</summary>
    public List<MaskHit> Find(ReadOnlySpan<byte> content)
    {
        _hits.Clear();
        ReadOnlySpan<char> chars = Widen(content, out bool ascii);
        for (int i = 0; i < _masks.Length; i++)
        {
            _runs.Clear();
            _masks[i].Find(chars, _runs);
            Merge((ushort)(BuiltIn.Length + i), ascii);
        }

        return _hits;
    }

    // Both are in order, so one pass is enough.
    private void Merge(ushort mask, bool ascii)
    {
        if (_runs.Count == 0)
            return;
        _merged.Clear();
        int next = 0;
        foreach ((int start, int end) in _runs)
        {
            var hit = new MaskHit(ascii ? start : _offsets[start], ascii ? end : _offsets[end], mask);
            while (next < _hits.Count && _hits[next].End <= hit.Start)
                _merged.Add(_hits[next++]);

            // Half of a character beyond the basic plane is no run of bytes.
            if (hit.End > hit.Start && (next == _hits.Count || _hits[next].Start >= hit.End))
                _merged.Add(hit);
        }

        while (next < _hits.Count)
            _merged.Add(_hits[next++]);
        (_hits, _merged) = (_merged, _hits);
    }

    private ReadOnlySpan<char> Widen(ReadOnlySpan<byte> content, out bool ascii)
    {
        if (_chars.Length < content.Length)
            _chars = new char[content.Length * 2];
        ascii = Ascii.IsValid(content);
        int length = ascii ? Encoding.Latin1.GetChars(content, _chars) : Decode(content);
        return _chars.AsSpan(0, length);
    }

    // Chars of UTF-8, and where in the bytes each of them starts.
    private int Decode(ReadOnlySpan<byte> content)
    {
        if (_offsets.Length <= content.Length)
            _offsets = new int[_chars.Length + 1];
        int at = 0, length = 0;
        while (at < content.Length)
        {
            Rune.DecodeFromUtf8(content[at..], out Rune rune, out int bytes);
            int chars = rune.EncodeToUtf16(_chars.AsSpan(length));
            _offsets.AsSpan(length, chars).Fill(at);
            length += chars;
            at += bytes;
        }

        _offsets[length] = at;
        return length;
    }
}
