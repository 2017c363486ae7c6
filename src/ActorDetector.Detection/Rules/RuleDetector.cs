using System.Text;
using ActorDetector.Detection.Detectors;
using ActorDetector.Detection.Events;
using ActorDetector.Logs.Text;

namespace ActorDetector.Detection.Rules;

/// <summary>Tells lines that are known to be bad: words, regular expressions, severities. Asked before any model.</summary>
public sealed class RuleDetector : IEventDetector
{
    private readonly (string Text, byte[] Bytes)[] _words;
    private readonly LinePattern[] _patterns;
    private readonly Severity? _severity;
    private readonly double _score;

    /// <summary>A detector by rules.</summary>
    /// <param name="options">The rules.</param>
    /// <param name="score">The score of a line that a rule names, in nats.</param>
    /// <exception cref="ArgumentException">A pattern is no regular expression, or a word is empty; the message names the option.</exception>
    public RuleDetector(RuleOptions options, double score)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.BadWord.Contains(""))
            throw new ArgumentException("--bad-word is empty: every line would have it; give a word, or leave it out.");
        _words = [.. options.BadWord.Select(word => (word, Encoding.UTF8.GetBytes(word)))];
        _patterns = [.. options.BadPattern.Select(pattern => new LinePattern(pattern, "--bad-pattern"))];
        _severity = options.BadSeverity;
        _score = score;
    }

    /// <summary>Whether there is any rule.</summary>
    public bool HasRules => _words.Length > 0 || _patterns.Length > 0 || _severity is not null;

    /// <inheritdoc/>
    public void Judge(EventBlock block, ReadOnlySpan<long> elapsedTicks, List<EventVerdict> verdicts)
    {
        ArgumentNullException.ThrowIfNull(block);
        ArgumentNullException.ThrowIfNull(verdicts);
        for (int i = 0; i < block.Count; i++)
        {
            if (Reason(block, i) is { } reason)
                verdicts.Add(new EventVerdict(i, AnomalyKind.KnownBad, _score, reason, Expected: ""));
        }
    }

    private string? Reason(EventBlock block, int index)
    {
        ReadOnlySpan<byte> line = block.Raw(index);
        foreach ((string text, byte[] bytes) in _words)
        {
            if (line.IndexOf(bytes) >= 0)
                return $"It has '{text}', which is known to be bad";
        }

        foreach (LinePattern pattern in _patterns)
        {
            if (pattern.IsMatch(line))
                return $"It matches {pattern.Pattern}, which is known to be bad";
        }

        return _severity is { } least && SeverityWords.Worst(line[..block[index].HeaderLength]) is { } severity && severity >= least
            ? $"Its severity is {severity}, and {least} is bad enough to be told"
            : null;
    }
}
