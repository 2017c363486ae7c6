using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ActorDetector.Detection.Bundles;
using ActorDetector.Detection.Combination;
using ActorDetector.Detection.Detectors;
using ActorDetector.Detection.Events;
using ActorDetector.Detection.NextKey;
using ActorDetector.Logs.Formats;

namespace ActorDetector.Detection.Judging;

/// <summary>Puts what the detectors say into words that a person can act on.</summary>
/// <param name="bundle">The model that judged.</param>
/// <param name="sources">The names of the inputs, by their numbers.</param>
public sealed class AnomalyWording(ModelBundle bundle, IReadOnlyList<string> sources)
{
    /// <summary>The name of the detector of events.</summary>
    public const string Detector = CombinationOptions.NextKey;

    /// <summary>The name under which a person's marks are told.</summary>
    public const string MarkedBy = "marked";

    private readonly SessionCounter _counter = new(bundle.NextKey.Keys);

    /// <summary>An anomaly that is a line.</summary>
    /// <param name="block">The block that the line's event is in.</param>
    /// <param name="index">The event.</param>
    /// <param name="key">The log key that it was judged by.</param>
    /// <param name="judgement">What was said of it.</param>
    /// <param name="expected">What was expected, most probable first.</param>
    public Anomaly OfEvent(EventBlock block, int index, ushort key, in Judgement judgement, ReadOnlySpan<Prediction> expected)
    {
        ArgumentNullException.ThrowIfNull(block);
        ref readonly EventRow row = ref block[index];
        AnomalyKind kind = judgement.Marked ? AnomalyKind.MarkedAnomalous
            : key == LogKey.Unseen ? AnomalyKind.UnseenTemplate
            : expected.Length > 0 && expected[0].Key == LogKey.End ? AnomalyKind.BeyondEnd
            : AnomalyKind.UnexpectedKey;
        return Identified(Create(
            kind,
            judgement,
            expected,
            key,
            Encoding.UTF8.GetString(block.Entity(index)),
            block.Source,
            row.LineNumber,
            row.Time,
            Encoding.UTF8.GetString(block.Raw(index)),
            kind switch
            {
                AnomalyKind.MarkedAnomalous => $"A person marked this line after those before it as anomalous; it {Odds(judgement)}",
                AnomalyKind.UnseenTemplate => "No line like this was in training",
                AnomalyKind.BeyondEnd => $"The session went on where its end was expected; this line {Odds(judgement)}",
                _ => $"Not what follows here; it {Odds(judgement)}",
            }));
    }

    /// <summary>An anomaly that a detector of single events found.</summary>
    /// <param name="block">The block that the line's event is in.</param>
    /// <param name="found">What was found.</param>
    /// <param name="key">The log key that the event was judged by.</param>
    /// <param name="judgement">What the next-key model said of it.</param>
    public Anomaly OfFound(EventBlock block, in FoundEvent found, ushort key, in Judgement judgement)
    {
        ArgumentNullException.ThrowIfNull(block);
        int index = found.Verdict.Event;
        ref readonly EventRow row = ref block[index];
        return Identified(Create(
            found.Verdict.Kind,
            judgement,
            [],
            key,
            Encoding.UTF8.GetString(block.Entity(index)),
            block.Source,
            row.LineNumber,
            row.Time,
            Encoding.UTF8.GetString(block.Raw(index)),
            found.Verdict.Explanation) with
        {
            Detector = found.Detector,
            Detectors = [found.Detector],
            Score = found.Verdict.Score,
        });
    }

    /// <summary>An anomaly that is the end of a session; the line told is the session's last.</summary>
    /// <param name="ending">The end.</param>
    /// <param name="text">The bytes that the ending's texts are runs of.</param>
    /// <param name="keys">The session's log keys, if they are at hand.</param>
    /// <param name="expected">What was expected to come yet, most probable first.</param>
    public Anomaly OfEnding(in Ending ending, ReadOnlySpan<byte> text, ReadOnlySpan<ushort> keys, ReadOnlySpan<Prediction> expected)
    {
        string raw = Encoding.UTF8.GetString(ending.LastRaw.Of(text));
        return Identified(Create(
            AnomalyKind.EarlyEnd,
            ending.Judgement,
            expected,
            LogKey.End,
            Encoding.UTF8.GetString(ending.Entity.Of(text)),
            ending.Source,
            ending.LastLine,
            ending.LastTime,
            raw.Length > 0 ? raw : bundle.TextOf(ending.LastKey),
            string.Create(CultureInfo.InvariantCulture, $"The session ended after {ending.Events:N0} events where more was expected; its end {Odds(ending.Judgement)}{Diagnosis(keys)}")));
    }

    /// <summary>An anomaly that is a session as a whole; the line told is the one that surprised the next-key model most.</summary>
    /// <param name="ending">The session's end.</param>
    /// <param name="text">The bytes that the ending's texts are runs of.</param>
    /// <param name="keys">The session's log keys, if they are at hand.</param>
    /// <param name="expected">What was expected in place of the line, most probable first.</param>
    public Anomaly OfSession(in Ending ending, ReadOnlySpan<byte> text, ReadOnlySpan<ushort> keys, ReadOnlySpan<Prediction> expected)
    {
        WorstLine worst = ending.Worst;
        string raw = Encoding.UTF8.GetString(worst.Raw.Of(text));
        List<string> detectors = [];
        List<string> reasons = [];
        bool marked = ending.Verdict.BySessions.Marked;
        if (marked)
            detectors.Add(MarkedBy);
        if (ending.Verdict.ByNextKey)
        {
            detectors.Add(CombinationOptions.NextKey);
            reasons.Add($"{CombinationOptions.NextKey}: {(bundle.Combination.Rank.Counts(ending.Verdict.WorstRank) ? $"this line {Odds(worst.Judgement)}" : $"its end {Odds(ending.Judgement)}")}");
        }

        if (keys.Length > 0)
        {
            SessionView session = _counter.View(keys);
            for (int i = 0; i < bundle.Combination.Detectors.Count; i++)
            {
                if (!ending.Verdict.BySessions.Has(i))
                    continue;
                VotingDetector voter = bundle.Combination.Detectors[i];
                detectors.Add(voter.Name);
                reasons.Add($"{voter.Name}: {voter.Detector.Explain(session, bundle.TextOf)}");
            }
        }

        return Identified(Create(
            marked ? AnomalyKind.MarkedAnomalous : AnomalyKind.StrangeSession,
            worst.Judgement,
            expected,
            worst.Key,
            Encoding.UTF8.GetString(ending.Entity.Of(text)),
            worst.Source,
            worst.Number,
            worst.Time,
            raw.Length > 0 ? raw : bundle.TextOf(worst.Key),
            string.Join("; ", reasons.Prepend(string.Create(
                CultureInfo.InvariantCulture, $"The session of {ending.Events:N0} events is {(marked ? "one that a person marked as anomalous" : "not like those in training")}"))) + Diagnosis(keys)) with
        {
            Score = ending.Verdict.Surprise,
            Detector = detectors[0],
            Detectors = detectors,
        });
    }

    // What does not vote still says where a session left the usual way.
    private string Diagnosis(ReadOnlySpan<ushort> keys)
    {
        if (keys.Length == 0 || bundle.Combination.Detectors.FirstOrDefault(voter => voter.Scale.IsSilent) is not { } silent)
            return "";
        SessionView session = _counter.View(keys);
        return silent.Detector.Score(session) > silent.Detector.Threshold ? $"; {silent.Name}: {silent.Detector.Explain(session, bundle.TextOf)}" : "";
    }

    private static string Odds(in Judgement judgement) => string.Create(
        CultureInfo.InvariantCulture, $"ranks {judgement.Rank} by probability, with {Math.Exp(judgement.LogProbability):0.####%}");

    private Anomaly Create(
        AnomalyKind kind,
        in Judgement judgement,
        ReadOnlySpan<Prediction> expected,
        ushort key,
        string entity,
        int source,
        long line,
        long time,
        string raw,
        string explanation)
    {
        var templates = new ExpectedTemplate[expected.Length];
        for (int i = 0; i < templates.Length; i++)
            templates[i] = new ExpectedTemplate(bundle.TextOf(expected[i].Key), expected[i].Key, expected[i].Probability);
        string session = SessionName(entity, judgement.Session);
        return new Anomaly
        {
            Id = "", // named when it is whole
            Time = time == ParsedLine.NoTime ? null : new DateTimeOffset(time, TimeSpan.Zero),
            Entity = entity,
            Session = session,
            Source = sources[source],
            LineNumber = line,
            Raw = raw,
            Template = key == LogKey.Unseen ? null : bundle.TextOf(key),
            LogKey = key,
            Detector = Detector,
            Detectors = [Detector],
            Kind = kind,
            Score = -judgement.LogProbability,
            Rank = judgement.Rank,
            Probability = Math.Exp(judgement.LogProbability),
            Expected = templates,
            ModelVersion = bundle.Version,
            Explanation = explanation,
        };
    }

    /// <summary>An anomaly at the place where its line really is, where the judge knew it by another number.</summary>
    /// <param name="anomaly">The anomaly.</param>
    /// <param name="source">The name of the line's source.</param>
    /// <param name="line">The line's number in it.</param>
    /// <param name="producer">Who numbers the lines, where that is another than the source.</param>
    /// <param name="raw">The line; null to leave what is told of it.</param>
    public static Anomaly Relocated(Anomaly anomaly, string source, long line, string? producer = null, string? raw = null)
    {
        ArgumentNullException.ThrowIfNull(anomaly);
        return Identified(anomaly with { Source = source, LineNumber = line, Raw = raw ?? anomaly.Raw }, producer ?? source);
    }

    /// <summary>What a session is called.</summary>
    /// <param name="entity">Its entity.</param>
    /// <param name="number">Its number with its judge, from 0.</param>
    public static string SessionName(string entity, int number) => string.Create(CultureInfo.InvariantCulture, $"{entity}#{number + 1}");

    // Whoever found it is part of the name, for two may find the same kind on one line.
    private static Anomaly Identified(Anomaly anomaly, string? producer = null)
    {
        string name = string.Create(
            CultureInfo.InvariantCulture,
            $"{anomaly.ModelVersion}\n{anomaly.Detector}\n{anomaly.Kind}\n{anomaly.Session}\n{producer ?? anomaly.Source}\n{anomaly.LineNumber}");
        return anomaly with { Id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..16] };
    }
}
