using System.Text;
using System.Text.RegularExpressions;

namespace ActorDetector.Logs.Text;

/// <summary>A regular expression over a line's UTF-8 bytes. Immutable and shared by threads.</summary>
/// <remarks>The meaning is that of .NET's <see cref="Regex"/>, culture-invariant, over the decoded text. Plain patterns (literals,
/// character classes with greedy counts, one group, word boundaries, as <c>blk_-?\d+</c>) are matched on the bytes without allocation.
/// All others go through <see cref="Regex"/> under a time-out of a quarter of a second, and a line that takes longer counts as one
/// without a match. Only <see cref="TryFind"/> with such a pattern and a group allocates.</remarks>
public sealed class LinePattern
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMilliseconds(250);

    private readonly SimplePattern? _simple;
    private readonly Regex _regex;
    private readonly bool _hasGroup;

    /// <summary>Compiles a pattern.</summary>
    /// <param name="pattern">A regular expression in .NET's notation.</param>
    /// <param name="option">The option that the pattern was given by, as <c>--session-id</c>, for the message of a fault.</param>
    /// <exception cref="ArgumentException">It is not a regular expression; the message names the option, the pattern and the fault.</exception>
    public LinePattern(string pattern, string option)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        try
        {
            _regex = new Regex(pattern, RegexOptions.Compiled | RegexOptions.CultureInvariant, Timeout);
        }
        catch (RegexParseException fault)
        {
            throw new ArgumentException($"{option}: '{pattern}' is not a regular expression (at character {fault.Offset}: {fault.Error}).", fault);
        }

        Pattern = pattern;
        _hasGroup = _regex.GetGroupNumbers().Length > 1;
        _simple = SimplePatternReader.Read(pattern);
    }

    /// <summary>The regular expression as it was given.</summary>
    public string Pattern { get; }

    /// <summary>Whether the pattern matches anywhere in the line.</summary>
    public bool IsMatch(ReadOnlySpan<byte> line)
    {
        if (_simple is not null && Ascii.IsValid(line) && Simple(line, out SimpleMatch match))
            return match.Found;

        using LineText text = new(line);
        try
        {
            return _regex.IsMatch(text.Chars);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    /// <summary>Finds the pattern's first match: the bytes of its first group that took part, or of the whole match where none did.</summary>
    public bool TryFind(ReadOnlySpan<byte> line, out Slice found)
    {
        if (_simple is not null && Ascii.IsValid(line) && Simple(line, out SimpleMatch match))
        {
            found = match.Group;
            return match.Found;
        }

        using LineText text = new(line);
        try
        {
            return _hasGroup ? TryFindGroup(in text, out found) : TryFindWhole(in text, out found);
        }
        catch (RegexMatchTimeoutException)
        {
            found = default;
            return false;
        }
    }

    /// <summary>All matches, from left to right, each the whole match's bytes; to be read by <c>foreach</c>.</summary>
    public LineMatches EnumerateMatches(ReadOnlySpan<byte> line) => new(_simple, _regex, line);

    private bool Simple(ReadOnlySpan<byte> line, out SimpleMatch match)
    {
        long budget = SimplePattern.Budget(line.Length);
        return _simple!.Find(line, 0, ref budget, out match);
    }

    private bool TryFindWhole(in LineText text, out Slice found)
    {
        foreach (ValueMatch match in _regex.EnumerateMatches(text.Chars))
        {
            found = text.SliceOf(match.Index, match.Length);
            return true;
        }

        found = default;
        return false;
    }

    private bool TryFindGroup(in LineText text, out Slice found)
    {
        Match match = _regex.Match(text.Chars.ToString());
        Capture capture = match;
        for (int i = 1; i < match.Groups.Count; i++)
        {
            if (!match.Groups[i].Success)
                continue;
            capture = match.Groups[i];
            break;
        }

        found = match.Success ? text.SliceOf(capture.Index, capture.Length) : default;
        return match.Success;
    }
}
