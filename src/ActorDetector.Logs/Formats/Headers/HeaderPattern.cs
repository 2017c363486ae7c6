using ActorDetector.Logs.Text;

namespace ActorDetector.Logs.Formats.Headers;

/// <summary>A header as loghub writes it, <c>&lt;Date&gt; &lt;Time&gt; &lt;Level&gt; &lt;Component&gt;: &lt;Content&gt;</c>, made ready to
/// cut lines.</summary>
/// <remarks><c>&lt;Name&gt;</c> is a field: the shortest run of bytes up to what follows; the last takes the rest of the line.
/// <c>(…)?</c> is a part that may be missing. A backslash takes any special meaning from the character behind it. A run of blanks is
/// one or more blanks; all else is literal.</remarks>
public sealed class HeaderPattern
{
    private readonly string[] _fields;
    private readonly HeaderGroup? _startGroup;
    private readonly HeaderLiteral _start;
    private readonly HeaderStep[] _steps;

    internal HeaderPattern(IReadOnlyList<string> fields, HeaderGroup? startGroup, HeaderLiteral start, IReadOnlyList<HeaderStep> steps)
    {
        _fields = [.. fields];
        _startGroup = startGroup;
        _start = start;
        _steps = [.. steps];
    }

    /// <summary>The names of the fields, in order.</summary>
    public IReadOnlyList<string> Fields => _fields;

    /// <summary>Reads a pattern.</summary>
    /// <exception cref="FormatException">The pattern is not well formed; the message says where.</exception>
    public static HeaderPattern Parse(string pattern) => new HeaderPatternReader(pattern).Read();

    /// <summary>Cuts a line; white space at its ends is no part of it.</summary>
    /// <param name="line">The line.</param>
    /// <param name="fields">Receives each field's place in the line, in the order of <see cref="Fields"/>; a missing part's are
    /// empty.</param>
    /// <returns>Whether the line has the header.</returns>
    /// <exception cref="ArgumentException">There are fewer places than fields.</exception>
    public bool Match(ReadOnlySpan<byte> line, Span<Slice> fields)
    {
        if (fields.Length < _fields.Length)
            throw new ArgumentException($"needs room for {_fields.Length} fields", nameof(fields));
        line = line[..Blanks.End(line)];
        int at = Begin(line, Blanks.Start(line), fields);
        for (int i = 0; at >= 0 && i < _steps.Length; i++)
            at = _steps[i].Match(line, at, fields);
        return at == line.Length;
    }

    private int Begin(ReadOnlySpan<byte> line, int at, Span<Slice> fields)
    {
        if (_startGroup is null)
            return _start.Match(line, at);
        int behind = _startGroup.Match(line, at, fields);
        behind = behind < 0 ? -1 : _start.Match(line, behind);
        if (behind >= 0)
            return behind;
        _startGroup.Clear(fields);
        return _start.Match(line, at);
    }
}
