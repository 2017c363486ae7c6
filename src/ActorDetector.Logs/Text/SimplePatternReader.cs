using System.Buffers;
using System.Globalization;
using System.Text;

namespace ActorDetector.Logs.Text;

/// <summary>Reads a regular expression that .NET has already accepted as a <see cref="SimplePattern"/>, if it is one.</summary>
/// <remarks>Understood are literals, <c>.</c>, classes, <c>\d \w \s</c> and their opposites, greedy counts on one character, one group,
/// alternatives of literals in parentheses, <c>\b</c>, and <c>^</c> and <c>$</c> at the ends.</remarks>
internal sealed class SimplePatternReader
{
    private static readonly SearchValues<char> PlainText = SearchValues.Create(
        "|ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 -_:=,;/<>\"'!@#%&~");

    private readonly string _pattern;
    private readonly List<PatternStep> _steps = [];
    private readonly List<byte> _literal = [];
    private int _at;
    private int _groupStart = -1;
    private int _groupEnd = -1;

    private SimplePatternReader(string pattern) => _pattern = pattern;

    /// <summary>The pattern, or null where it holds anything else, or leaves a choice.</summary>
    public static SimplePattern? Read(string pattern)
    {
        SimplePatternReader reader = new(pattern);
        return reader.ReadSteps() && reader.LeavesNoChoice() ? reader.Pattern() : null;
    }

    private SimplePattern Pattern() => new([.. _steps], Math.Max(_groupStart, 0), _groupEnd < 0 ? _steps.Count : _groupEnd);

    private bool More => _at < _pattern.Length;

    private bool ReadSteps()
    {
        while (More)
        {
            char c = _pattern[_at];
            bool read = c switch
            {
                '^' => _at == 0 && Border(PatternStepKind.Start, 1),
                '$' => _at == _pattern.Length - 1 && Border(PatternStepKind.End, 1),
                '\\' when _pattern[_at + 1] == 'b' => Border(PatternStepKind.Boundary, 2),
                '(' => ReadParenthesis(),
                ')' => ReadGroupEnd(),
                '|' or '*' or '+' or '?' or '{' => false,
                _ => ReadCharacter(),
            };
            if (!read)
                return false;
        }

        FlushLiteral();
        return true;
    }

    private bool Border(PatternStepKind kind, int length)
    {
        FlushLiteral();
        _steps.Add(PatternStep.Border(kind));
        _at += length;
        return !IsQuantifier();
    }

    private bool ReadParenthesis()
    {
        bool captures = !_pattern.AsSpan(_at).StartsWith("(?");
        if ((captures && _groupStart >= 0) || (!captures && !_pattern.AsSpan(_at).StartsWith("(?:")))
            return false;

        FlushLiteral();
        int close = _pattern.IndexOf(')', _at);
        ReadOnlySpan<char> inside = close < 0 ? "" : _pattern.AsSpan(_at + (captures ? 1 : 3), close - _at - (captures ? 1 : 3));
        if (inside.ContainsAnyExcept(PlainText) || inside.IsEmpty)
        {
            // A group of any other steps is walked through; only a capturing one has a mark where it ends.
            _groupStart = _steps.Count;
            _at++;
            return captures;
        }

        if (captures)
            (_groupStart, _groupEnd) = (_steps.Count, _steps.Count + 1);
        byte[][] texts = [.. inside.ToString().Split('|').Select(Encoding.ASCII.GetBytes)];
        _at = close + 1;
        _steps.Add(PatternStep.Literal(texts));
        return !IsQuantifier() && texts.All(text => text.Length > 0) && !texts.Any(text => texts.Any(other =>
            !ReferenceEquals(text, other) && other.AsSpan().StartsWith(text)));
    }

    private bool ReadGroupEnd()
    {
        FlushLiteral();
        _groupEnd = _steps.Count;
        _at++;
        return _groupEnd > _groupStart && !IsQuantifier();
    }

    private bool ReadCharacter()
    {
        bool[]? set = ByteSetReader.Read(_pattern, ref _at);
        if (set is null || !ReadCount(out int min, out int max))
            return false;

        int first = Array.IndexOf(set, true);
        if (min == 1 && max == 1 && first >= 0 && Array.LastIndexOf(set, true) == first)
        {
            _literal.Add((byte)first);
            return true;
        }

        FlushLiteral();
        _steps.Add(PatternStep.Run(set, min, max));
        return true;
    }

    private bool ReadCount(out int min, out int max)
    {
        (min, max) = (1, 1);
        if (!IsQuantifier())
            return true;

        char c = _pattern[_at];
        if (c == '{')
        {
            int close = _pattern.IndexOf('}', _at);
            string[] counts = close < 0 ? [] : _pattern[(_at + 1)..close].Split(',');
            if (counts.Length is 0 or > 2 || !TryReadNumber(counts[0], out min))
                return false;
            max = counts.Length == 1 ? min : int.MaxValue;
            if (counts.Length == 2 && counts[1].Length > 0 && !TryReadNumber(counts[1], out max))
                return false;
            _at = close + 1;
        }
        else
        {
            (min, max) = (c == '+' ? 1 : 0, c == '?' ? 1 : int.MaxValue);
            _at++;
        }

        // What follows a count makes it lazy.
        return !IsQuantifier();
    }

    private static bool TryReadNumber(string digits, out int number) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private bool IsQuantifier() => More && _pattern[_at] is '*' or '+' or '?' or '{';

    private void FlushLiteral()
    {
        if (_literal.Count > 0)
            _steps.Add(PatternStep.Literal([.. _literal]));
        _literal.Clear();
    }

    private bool LeavesNoChoice()
    {
        if (_steps.TrueForAll(step => step.Optional))
            return false;

        for (int i = 0; i < _steps.Count; i++)
        {
            PatternStep run = _steps[i];
            if (run.Kind == PatternStepKind.Run && run.Min != run.Max && !EndsByItself(run, i + 1))
                return false;
        }

        return true;
    }

    // Whether no step that can follow the run begins with one of the run's bytes.
    private bool EndsByItself(PatternStep run, int next)
    {
        for (int i = next; i < _steps.Count; i++)
        {
            PatternStep step = _steps[i];
            if (step.Kind == PatternStepKind.Boundary && !ByteSetReader.IsAllWord(run.Set))
                return false;
            for (int b = 0; b < run.Set.Length; b++)
            {
                if (run.Set[b] && step.Set[b])
                    return false;
            }

            if (!step.Optional)
                return true;
        }

        return true;
    }
}
