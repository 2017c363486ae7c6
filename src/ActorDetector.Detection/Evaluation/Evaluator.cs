using System.Runtime.InteropServices;
using ActorDetector.Detection.Bundles;
using ActorDetector.Detection.NextKey;

namespace ActorDetector.Detection.Evaluation;

/// <summary>Holds verdicts against labels.</summary>
public static class Evaluator
{
    private const int MostG = 30;
    private const int MostWrong = 20;
    private const int MostFound = 3;
    private const int LongestFound = 1000;

    /// <summary>Evaluates judged sessions.</summary>
    /// <param name="bundle">The model that judged.</param>
    /// <param name="outcomes">What it said.</param>
    /// <param name="label">The truth about a session; null for one without a label, which is left out.</param>
    /// <param name="inputs">The names of the inputs.</param>
    /// <param name="labels">Where the labels came from.</param>
    public static EvaluationReport Evaluate(
        ModelBundle bundle,
        SessionOutcomes outcomes,
        Func<SessionOutcome, SessionLabel?> label,
        IReadOnlyList<string> inputs,
        string labels)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        ArgumentNullException.ThrowIfNull(outcomes);
        int g = bundle.NextKey.G;
        (SessionOutcome Session, SessionLabel Label)[] known =
        [
            .. outcomes.Sessions.Select(session => (session, label(session))).Where(pair => pair.Item2 is not null).Select(pair => (pair.session, pair.Item2!.Value)),
        ];
        Confusion baseline = default;
        VerbatimCounts verbatim = default;
        foreach ((SessionOutcome session, SessionLabel truth) in known)
        {
            ReadOnlySpan<ushort> keys = CollectionsMarshal.AsSpan(session.Keys);
            baseline = baseline.With(truth.IsAnomaly, !bundle.Seen.HasCounts(keys), session.Weight);
            verbatim = verbatim.With(truth.IsAnomaly, bundle.Seen.HasSequence(keys), session.Weight);
        }

        return new EvaluationReport
        {
            Inputs = inputs,
            Labels = labels,
            ModelVersion = bundle.Version,
            G = g,
            Lines = outcomes.Lines.Total,
            UnlabelledSessions = outcomes.Sessions.Sum(session => session.Weight) - known.Sum(pair => pair.Session.Weight),
            Sessions = Of(known, session => session.IsAnomalous),
            NextKey = Of(known, session => session.IsAnomalousAt(g)),
            LineVerdicts = outcomes.HasLabelledLines ? outcomes.Lines : null,
            Sweep = [.. Enumerable.Range(1, Math.Min(MostG, KeyRanking.Predictable(bundle.NextKey.Keys, bundle.NextKey.Bounded))).Union([g]).Select(each => new SweepPoint(each, Of(known, session => session.IsAnomalousAt(each))))],
            Ranking = new Ranking(known.Select(pair => new ScoredLabel(pair.Session.Score, pair.Label.IsAnomaly, pair.Session.Weight))),
            Baseline = baseline,
            Verbatim = verbatim,
            MissesByKind = known.Where(pair => pair.Label.IsAnomaly && !pair.Session.IsAnomalous)
                .GroupBy(pair => pair.Label.Kind.Length > 0 ? pair.Label.Kind : "anomaly")
                .ToDictionary(group => group.Key, group => group.Sum(pair => pair.Session.Weight)),
            WrongVerdicts = [.. Wrong(known, g)],
            Found =
            [
                .. known.Where(pair => pair.Session.IsAnomalous && pair.Session.Keys.Count <= LongestFound)
                    .OrderByDescending(pair => pair.Session.Score)
                    .DistinctBy(pair => string.Join(' ', pair.Session.Keys.Distinct()))
                    .Take(MostFound)
                    .Select(pair => new FoundSession(pair.Session.Entity, pair.Session.Keys)),
            ],
        };
    }

    private static Confusion Of((SessionOutcome Session, SessionLabel Label)[] known, Func<SessionOutcome, bool> isAnomalous)
    {
        Confusion confusion = default;
        foreach ((SessionOutcome session, SessionLabel label) in known)
            confusion = confusion.With(label.IsAnomaly, isAnomalous(session), session.Weight);
        return confusion;
    }

    private static IEnumerable<WrongVerdict> Wrong((SessionOutcome Session, SessionLabel Label)[] known, int g) => known
        .Where(pair => pair.Label.IsAnomaly != pair.Session.IsAnomalous)
        .OrderByDescending(pair => pair.Session.Weight)
        .ThenByDescending(pair => pair.Session.Score)
        .Take(MostWrong)
        .Select(pair => new WrongVerdict(pair.Session.Entity, pair.Label.IsAnomaly, KindOf(pair.Session, pair.Label, g), pair.Session.Score, pair.Session.WorstLine, pair.Session.Weight));

    private static string KindOf(SessionOutcome session, SessionLabel label, int g) =>
        label.IsAnomaly ? label.Kind.Length > 0 ? label.Kind : "missed"
        : session.WorstRank == SessionOutcome.Unseen ? "unseen template"
        : session.WorstRank > g ? "unexpected key"
        : session.EndIsImprobable ? "early end"
        : "strange session";
}
