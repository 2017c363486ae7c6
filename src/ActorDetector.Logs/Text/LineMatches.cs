using System.Text;
using System.Text.RegularExpressions;

namespace ActorDetector.Logs.Text;

/// <summary>The matches of a <see cref="LinePattern"/> in one line, found one by one.</summary>
public ref struct LineMatches : IDisposable
{
    private readonly Regex _regex;
    private readonly ReadOnlySpan<byte> _line;
    private SimplePattern? _simple;
    private long _budget;
    private int _next;
    private LineText _text;
    private Regex.ValueMatchEnumerator _matches;

    internal LineMatches(SimplePattern? simple, Regex regex, ReadOnlySpan<byte> line)
    {
        _regex = regex;
        _line = line;
        _simple = simple is not null && Ascii.IsValid(line) ? simple : null;
        _budget = SimplePattern.Budget(line.Length);
        if (_simple is null)
            StartRegex();
    }

    /// <summary>The bytes of the match found last.</summary>
    public Slice Current { readonly get; private set; }

    /// <summary>Itself: what <c>foreach</c> asks for.</summary>
    public readonly LineMatches GetEnumerator() => this;

    /// <summary>Finds the next match. False when there is none.</summary>
    public bool MoveNext()
    {
        if (_simple is not null)
        {
            if (_simple.Find(_line, _next, ref _budget, out SimpleMatch match))
            {
                Current = match.Whole;
                _next = match.Whole.End;
                return match.Found;
            }

            _simple = null;
            StartRegex();
        }

        try
        {
            if (!_matches.MoveNext())
                return false;
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }

        Current = _text.SliceOf(_matches.Current.Index, _matches.Current.Length);
        return true;
    }

    /// <summary>Gives pooled memory back; <c>foreach</c> does it.</summary>
    public readonly void Dispose() => _text.Dispose();

    private void StartRegex()
    {
        _text = new LineText(_line);
        _matches = _regex.EnumerateMatches(_text.Chars, _next);
    }
}
