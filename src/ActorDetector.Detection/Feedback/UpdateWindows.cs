using ActorDetector.Detection.NextKey;
using ActorDetector.Detection.Training;
using ActorDetector.Learning.Lstm;

namespace ActorDetector.Detection.Feedback;

/// <summary>The windows of an update: those that must be learned, and those that are rehearsed beside them.</summary>
/// <param name="Fresh">Windows of marked sessions on which the next-key model gives a vote.</param>
/// <param name="Rehearsed">All other windows of marked sessions, and those of what the bundle keeps of its training.</param>
internal sealed record UpdateWindows(WeightedWindows Fresh, WeightedWindows Rehearsed)
{
    private const int MostRehearsed = 30_000;

    public static UpdateWindows Of(NextKeyModel model, SessionAcceptance acceptance, IReadOnlyList<ushort[]> marked, Rehearsal rehearsal, ulong seed)
    {
        var fresh = new WindowCounter(model.Window);
        var rehearsed = new Detectors.WeightedSessions(model.Keys);
        foreach (ushort[] session in marked)
        {
            KeyWindows.Visit(session, model.Bounded, model.Window, pair =>
            {
                if (acceptance.Vote(pair) > 0)
                    fresh.Add(pair[..^1], pair[^1]);
                else
                    rehearsed.Add(pair);
            });
        }

        for (int number = 0; number < rehearsal.Sequences.Count; number++)
        {
            if (HeldBackPart.Has(number, rehearsal.Sequences.Count))
                continue;
            float weight = rehearsal.Weights[number];
            if (model.Bounded)
                KeyWindows.Visit(rehearsal.Sequences[number], ended: true, model.Window, pair => Rehearse(pair, weight));
            else
                Rehearse(rehearsal.Sequences[number], weight);
        }

        int[] chosen = RehearsalSample.Choose(rehearsed.Sequences, rehearsed.Weights, MostRehearsed, int.MaxValue, seed);
        return new UpdateWindows(fresh.ToWeighted(), new WeightedWindows(
            [.. chosen.SelectMany(number => rehearsed.Sequences[number][..^1])],
            [.. chosen.Select(number => rehearsed.Sequences[number][^1])],
            [.. chosen.Select(number => rehearsed.Weights[number])]));

        void Rehearse(ReadOnlySpan<ushort> pair, float weight)
        {
            // Nothing was learned of what has no key of its own.
            if (pair[^1] != LogKey.Unseen)
                rehearsed.Add(pair, weight);
        }
    }
}
