using ActorDetector.Detection.Combination;
using ActorDetector.Detection.Detectors;
using ActorDetector.Detection.Events;
using ActorDetector.Detection.Feedback;
using ActorDetector.Detection.Judging;
using ActorDetector.Detection.NextKey;
using ActorDetector.Detection.Parameters;
using ActorDetector.Detection.Rules;
using ActorDetector.Detection.Unseen;
using ActorDetector.Logs.Formats;
using ActorDetector.Logs.Mining;

namespace ActorDetector.Detection.Bundles;

/// <summary>All that training learned: one version, never changed after it was written.</summary>
/// <param name="Manifest">Settings, sizes and metrics.</param>
/// <param name="Templates">The templates of the vocabulary; log key = template id + 3.</param>
/// <param name="NextKey">The next-key model.</param>
/// <param name="Combination">All detectors, and what their votes are worth.</param>
/// <param name="Seen">Which sessions training had.</param>
public sealed record ModelBundle(BundleManifest Manifest, TemplateTree Templates, NextKeyModel NextKey, DetectorCombination Combination, SeenSessions Seen)
{
    /// <summary>What is kept of training, so that it can be rehearsed; null in bundles of earlier versions.</summary>
    public Rehearsal? Rehearsal { get; init; }

    /// <summary>What persons marked.</summary>
    public MarkedSessions Marked { get; init; } = MarkedSessions.None;

    /// <summary>What the templates mean; null when unseen ones are not resolved.</summary>
    public TemplateMeanings? Meanings { get; init; }

    /// <summary>What is known of the templates' parameters.</summary>
    public ParameterModel Parameters { get; init; } = ParameterModel.None;

    /// <summary>A judge of logs by all that was learned, without open sessions.</summary>
    /// <param name="cacheMegabytes">Bound of the prediction cache in MiB.</param>
    /// <param name="rules">What is known to be bad.</param>
    /// <exception cref="ArgumentException">A pattern of a rule is no regular expression; the message names it.</exception>
    public LogJudge CreateJudge(int cacheMegabytes, RuleOptions? rules = null) =>
        new(NextKey, Combination, Manifest.Settings.Sessions, cacheMegabytes, CreateDetectors(rules), CreateResolver());

    /// <summary>A judge by all that was learned, without open sessions, for an owner who makes the predictions and keeps checkpoints.</summary>
    /// <param name="rules">What is known to be bad.</param>
    /// <exception cref="ArgumentException">A pattern of a rule is no regular expression; the message names it.</exception>
    public LogJudge CreateHostedJudge(RuleOptions? rules = null) =>
        LogJudge.Hosted(NextKey, Combination, Manifest.Settings.Sessions, CreateDetectors(rules), CreateResolver());

    /// <summary>A parser of lines as training read them, whose entities are known.</summary>
    public EventParser CreateParser() => EventParser.Create(
        LogFormats.Resolve(Manifest.Settings.Format, []), Manifest.Settings.Sessions, Templates, [[]], Parameters.Count > 0 ? Parameters.ParametersOf : null);

    /// <summary>The model version.</summary>
    public string Version => Manifest.Version;

    /// <summary>The options that a detector of sessions was trained with; null when it has none.</summary>
    public object? OptionsOf(string detector) =>
        Manifest.Votes.Detectors.FirstOrDefault(voter => voter.Name == detector)?.Options is { } options && SessionDetectors.Find(detector)?.OptionsType is { } type
            ? BundleJson.Parse(options, type)
            : null;

    /// <summary>What a person reads for each log key, by number.</summary>
    public IReadOnlyList<string> Texts => [.. Enumerable.Range(0, LogKey.FirstTemplate + Templates.Templates.Count).Select(key => TextOf((ushort)key))];

    /// <summary>What a person reads for a log key.</summary>
    public string TextOf(ushort key) => key switch
    {
        LogKey.Pad => "(start of session)",
        LogKey.End => "(end of session)",
        LogKey.Unseen => "(unseen template)",
        _ => Templates.Templates[key - LogKey.FirstTemplate].Text,
    };

    private List<(string, IEventDetector)> CreateDetectors(RuleOptions? rules)
    {
        var byRules = new RuleDetector(rules ?? new RuleOptions(), -NextKey.UnseenLogProbability);
        List<(string, IEventDetector)> events = [];
        if (byRules.HasRules)
            events.Add(("rules", byRules));
        if (Parameters.Count > 0)
            events.Add(("parameters", new ParameterDetector(Parameters, TextOf)));
        return events;
    }

    private UnseenResolver? CreateResolver() => Meanings is null ? null : new UnseenResolver(Meanings, Templates, Manifest.Settings.Unseen);
}
