using ActorDetector.Detection.Detectors;
using ActorDetector.Detection.NextKey;
using ActorDetector.Learning.Lstm;

namespace ActorDetector.Detection.Feedback;

/// <summary>The windows that an update rehearses: those of what a bundle keeps of its training but for what is held back, and of the marked
/// sessions.</summary>
internal static class RehearsalWindows
{
    private const int Most = 30_000;

    public static WeightedWindows Of(NextKeyModel model, Rehearsal rehearsal, IReadOnlyList<ushort[]> marked, ulong seed)
    {
        var pairs = new WeightedSessions(model.Keys);
        foreach (ushort[] session in marked)
            KeyWindows.Visit(session, model.Bounded, model.Window, pair => pairs.Add(pair));
        for (int number = 0; number < rehearsal.Sequences.Count; number++)
        {
            if (!HeldBackPart.IsRehearsed(number, rehearsal.Sequences.Count))
                continue;
            float weight = rehearsal.Weights[number];
            if (model.Bounded)
                KeyWindows.Visit(rehearsal.Sequences[number], ended: true, model.Window, pair => Add(pair, weight));
            else
                Add(rehearsal.Sequences[number], weight);
        }

        int[] chosen = RehearsalSample.Choose(pairs.Sequences, pairs.Weights, Most, int.MaxValue, seed);
        return new WeightedWindows(
            [.. chosen.SelectMany(number => pairs.Sequences[number][..^1])],
            [.. chosen.Select(number => pairs.Sequences[number][^1])],
            [.. chosen.Select(number => pairs.Weights[number])]);

        void Add(ReadOnlySpan<ushort> pair, float weight)
        {
            // Nothing was learned of what has no key of its own.
            if (pair[^1] != LogKey.Unseen)
                pairs.Add(pair, weight);
        }
    }
}
