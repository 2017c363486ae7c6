using System.Text.Json;
using ActorDetector.Logs;
using ActorDetector.Output;
using ActorDetector.Pipeline;

namespace ActorDetector.Commands;

/// <summary>Says what became of the lines: the format, and lines in = events + skipped by reason, also when reading fails midway.</summary>
internal static class Outcome
{
    private const int MostFormats = 10;

    /// <summary>Does a work on inputs, then says what became of their lines and of the sessions that limits closed.</summary>
    public static void Report(Terminal terminal, LogInputs inputs, Action work, SessionCuts? cuts = null)
    {
        try
        {
            work();
        }
        finally
        {
            Tell(terminal, inputs);
            if (cuts is not null)
                Tell(terminal, cuts);
        }
    }

    /// <summary>Refuses inputs that were read whole, of which no line became an event.</summary>
    /// <exception cref="LogInputException">There was none.</exception>
    public static void RequireEvents(LogInputs inputs)
    {
        if (inputs.Counts.Events == 0)
            throw new LogInputException($"none of the {Figures.Count(inputs.Counts.Lines)} lines became an event; see the reasons, and check --format");
    }

    private static void Tell(Terminal terminal, LogInputs inputs)
    {
        IReadOnlyCollection<(string Input, string Description)> formats = inputs.Formats;
        foreach ((string input, string description) in formats.Take(MostFormats))
            terminal.Remark(formats.Count == 1 ? description : $"{input}: {description}");
        if (formats.Count > MostFormats)
            terminal.Remark($"and {Figures.Count(formats.Count - MostFormats)} other formats of later inputs");
        LineCounts counts = inputs.Counts;
        IEnumerable<string> skipped = Enum.GetValues<SkipReason>()
            .Where(reason => reason != SkipReason.None && counts[reason] > 0)
            .Select(reason => $"{Figures.Count(counts[reason])} {JsonNamingPolicy.KebabCaseLower.ConvertName(reason.ToString())}");
        string why = counts.Skipped > 0 ? $" ({string.Join(", ", skipped)})" : "";
        terminal.Remark($"{Figures.Count(counts.Lines)} lines = {Figures.Count(counts.Events)} events + {Figures.Count(counts.Skipped)} skipped{why}");
    }

    private static void Tell(Terminal terminal, SessionCuts cuts)
    {
        if (cuts.TooLong > 0)
            terminal.Remark($"{Figures.Count(cuts.TooLong)} sessions were cut at --max-session-length, as trained; their ends were not judged");
        if (cuts.GaveWay > 0)
            terminal.Remark($"{Figures.Count(cuts.GaveWay)} sessions gave way to new ones at --max-open-sessions, as trained; their ends were not judged");
    }
}
