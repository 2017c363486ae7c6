using System.Globalization;
using System.Text.Json.Nodes;
using ActorDetector.Detection.Detectors;

namespace ActorDetector.Detection.Baselines;

/// <summary>Sessions with n events in a row that never were so in training; a session's start and end count as events.</summary>
public sealed class NgramDetector : ISessionDetector
{
    private readonly int _length;
    private readonly HashSet<ulong> _seen;

    internal NgramDetector(int length, HashSet<ulong> seen) => (_length, _seen) = (length, seen);

    /// <inheritdoc/>
    public double? Threshold => 0;

    /// <summary>How many n-grams training never had.</summary>
    public double Score(in SessionView session)
    {
        int unseen = 0;
        foreach ((ulong ngram, _) in new Ngrams(session.Keys, _length))
            unseen += _seen.Contains(ngram) ? 0 : 1;
        return unseen;
    }

    /// <inheritdoc/>
    public string Explain(in SessionView session, Func<ushort, string> textOf)
    {
        ArgumentNullException.ThrowIfNull(textOf);
        List<ushort> keys = [.. session.Keys, LogKey.End];
        int unseen = (int)Score(session);
        foreach ((ulong ngram, int at) in new Ngrams(session.Keys, _length))
        {
            if (_seen.Contains(ngram))
                continue;
            IEnumerable<string> run = keys[Math.Max(0, at - _length + 1)..(at + 1)].Select(textOf);
            return string.Create(CultureInfo.InvariantCulture, $"{unseen:N0} runs of {_length} events never were in training, the first at event {at + 1:N0}: {string.Join(" -> ", run)}");
        }

        return $"all its runs of {_length} events were in training";
    }

    /// <inheritdoc/>
    public DetectorState Keep() => new(new JsonObject { ["n"] = _length, ["ngrams"] = JsonReading.Array(_seen.Order()) });
}
