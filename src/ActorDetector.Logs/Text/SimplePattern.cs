using System.Buffers;

namespace ActorDetector.Logs.Text;

/// <summary>A pattern whose steps leave no choice: each run is taken as far as it goes and never given back. Matches ASCII lines.</summary>
/// <remarks>A run may be taken greedily once and for all because what follows it cannot begin with one of the run's bytes
/// (<see cref="SimplePatternReader"/> sees to that): then backtracking would never find what the greedy run missed.</remarks>
internal sealed class SimplePattern
{
    private readonly PatternStep[] _steps;
    private readonly int _groupStart;
    private readonly int _groupEnd;
    private readonly byte[] _prefix;
    private readonly SearchValues<byte> _first;
    private readonly bool _anchored;

    /// <summary>A pattern of steps.</summary>
    /// <param name="steps">The steps; at least one must take bytes.</param>
    /// <param name="groupStart">The step that the group begins with.</param>
    /// <param name="groupEnd">The step behind the group.</param>
    public SimplePattern(PatternStep[] steps, int groupStart, int groupEnd)
    {
        (_steps, _groupStart, _groupEnd) = (steps, groupStart, groupEnd);
        _anchored = steps[0].Kind == PatternStepKind.Start;
        PatternStep leading = steps.First(step => step.Kind is PatternStepKind.Literal or PatternStepKind.Run);
        _prefix = leading.Literals.Length == 1 ? leading.Literals[0] : [];
        _first = SearchValues.Create(FirstBytes(steps));
    }

    /// <summary>The work allowed on a line of so many bytes, in bytes looked at: beyond it the line is left to the general way, which has a time-out.</summary>
    public static long Budget(int length) => 1024 + (16L * length);

    /// <summary>Finds the first match at or behind a place.</summary>
    /// <param name="line">ASCII bytes.</param>
    /// <param name="from">Where to begin.</param>
    /// <param name="budget">The work left; lowered by what was done.</param>
    /// <param name="match">What was found.</param>
    /// <returns>False when the work ran out before an answer.</returns>
    public bool Find(ReadOnlySpan<byte> line, int from, ref long budget, out SimpleMatch match)
    {
        int start = from;
        while (true)
        {
            int next = _prefix.Length > 0 ? line[start..].IndexOf(_prefix) : line[start..].IndexOfAny(_first);
            if (next < 0 || (_anchored && start + next > 0))
            {
                match = default;
                return true;
            }

            start += next;
            int end = Match(line, start, out Slice group);
            if (end >= 0)
            {
                match = new(true, new(start, end - start), group);
                return true;
            }

            budget -= ~end - start + 1;
            if (budget < 0)
            {
                match = default;
                return false;
            }

            start++;
        }
    }

    // The end of the match at this very place, or the complement of where it failed.
    private int Match(ReadOnlySpan<byte> line, int start, out Slice group)
    {
        int at = start, groupAt = start, groupEnd = -1;
        for (int i = 0; i < _steps.Length; i++)
        {
            if (i == _groupStart)
                groupAt = at;
            if (i == _groupEnd)
                groupEnd = at;
            PatternStep step = _steps[i];
            int next = step.Kind switch
            {
                PatternStepKind.Run => Run(line, at, step),
                PatternStepKind.Literal => Literal(line, at, step),
                PatternStepKind.Boundary => IsWord(line, at - 1) != IsWord(line, at) ? at : ~at,
                PatternStepKind.Start => at == 0 ? at : ~at,
                _ => at == line.Length || (at == line.Length - 1 && line[at] == '\n') ? at : ~at,
            };
            if (next < 0)
            {
                group = default;
                return next;
            }

            at = next;
        }

        group = new(groupAt, (groupEnd < 0 ? at : groupEnd) - groupAt);
        return at;
    }

    private static int Run(ReadOnlySpan<byte> line, int at, PatternStep step)
    {
        int most = (int)Math.Min(line.Length, (long)at + step.Max);
        int end = at;
        bool[] set = step.Set;
        while (end < most && set[line[end]])
            end++;
        return end - at >= step.Min ? end : ~end;
    }

    private static int Literal(ReadOnlySpan<byte> line, int at, PatternStep step)
    {
        foreach (byte[] text in step.Literals)
        {
            if (line[at..].StartsWith(text))
                return at + text.Length;
        }

        return ~at;
    }

    private static bool IsWord(ReadOnlySpan<byte> line, int at) =>
        (uint)at < (uint)line.Length && (char.IsAsciiLetterOrDigit((char)line[at]) || line[at] == '_');

    private static byte[] FirstBytes(PatternStep[] steps)
    {
        bool[] first = new bool[256];
        foreach (PatternStep step in steps)
        {
            for (int b = 0; b < first.Length; b++)
                first[b] |= step.Set[b];
            if (!step.Optional)
                break;
        }

        return [.. Enumerable.Range(0, 256).Where(b => first[b]).Select(b => (byte)b)];
    }
}
