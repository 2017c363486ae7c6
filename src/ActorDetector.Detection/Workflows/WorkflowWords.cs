using System.Globalization;

namespace ActorDetector.Detection.Workflows;

/// <summary>Puts steps and diagnoses into words.</summary>
public static class WorkflowWords
{
    private const int MostNamed = 5;

    /// <summary>A step in words: its keys, how often, and whether in any order.</summary>
    /// <param name="step">The step.</param>
    /// <param name="text">A log key's template, or what else names it.</param>
    public static string Of(WorkflowStep step, Func<ushort, string> text)
    {
        ArgumentNullException.ThrowIfNull(step);
        ArgumentNullException.ThrowIfNull(text);
        string groups = string.Join(", then ", step.Groups.Select(group =>
            string.Join(" and ", group.Select(key => Times(text(key.Key), key.Times))) + (group.Count > 1 ? " in any order" : "")));
        return step.IsBlock ? $"({groups}){Turns(step.Turns)}" : groups;
    }

    /// <summary>A diagnosis in a sentence without a full stop: where the session diverged, what was possible there, and what is wrong.</summary>
    /// <param name="diagnosis">The diagnosis.</param>
    /// <param name="keys">The session's log keys.</param>
    /// <param name="text">A log key's template, or what else names it.</param>
    public static string Of(WorkflowDiagnosis diagnosis, ReadOnlySpan<ushort> keys, Func<ushort, string> text)
    {
        ArgumentNullException.ThrowIfNull(diagnosis);
        ArgumentNullException.ThrowIfNull(text);
        string workflow = Text($"workflow {diagnosis.Task + 1}");
        if (diagnosis.Accepted)
            return $"it follows {workflow}";
        int at = diagnosis.DivergedAt;
        string where = at < keys.Length
            ? Text($"event {at + 1:N0} of {keys.Length:N0} ('{text(keys[at])}') leaves {workflow} in state {diagnosis.State}")
            : Text($"it ends after {keys.Length:N0} events in state {diagnosis.State} of {workflow}");
        return $"{where}, where {Possible(diagnosis, text)}: {List(diagnosis.Deviations, one => Of(one, text), "; ")}";
    }

    private static string Possible(WorkflowDiagnosis diagnosis, Func<ushort, string> text)
    {
        string steps = diagnosis.Possible.Count == 0 ? "" : List(diagnosis.Possible, step => Of(step, text), "; or ");
        string end = diagnosis.CouldEnd ? diagnosis.Possible.Count == 0 ? "the end" : "; or the end" : "";
        return $"only {steps}{end} may come";
    }

    /// <summary>A deviation in words.</summary>
    /// <param name="deviation">The deviation.</param>
    /// <param name="text">A log key's template, or what else names it.</param>
    public static string Of(WorkflowDeviation deviation, Func<ushort, string> text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string step = $"'{text(deviation.Key)}'{(deviation.Times == 1 ? "" : Text($" ({deviation.Times:N0} times)"))}";
        return deviation.Kind switch
        {
            DeviationKind.Skipped => Text($"skipped before event {deviation.Index + 1}: {step}"),
            DeviationKind.Repeated => Text($"repeated too often from event {deviation.Index + 1} on: {step}"),
            DeviationKind.Added => Text($"added at event {deviation.Index + 1}: {step}"),
            DeviationKind.OutOfOrder => Text($"out of order at event {deviation.Index + 1}: {step}"),
            _ when deviation.Key == LogKey.End => "ended early: every training session that began so went on",
            _ => $"ended early, without {step}",
        };
    }

    private static string List<T>(IReadOnlyList<T> all, Func<T, string> words, string between) =>
        string.Join(between, all.Take(MostNamed).Select(words)) + (all.Count > MostNamed ? Text($"; and {all.Count - MostNamed} more") : "");

    private static string Times(string text, CountRange times) => times is (1, 1) ? $"'{text}'" : $"'{text}' ({times} times)";

    private static string Turns(CountRange turns) => turns is (1, 1) ? "" : $" {turns} times";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
