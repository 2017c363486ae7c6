using System.Globalization;
using System.Text.Json;
using ActorDetector.Logs;
using ActorDetector.Output;
using ActorDetector.Pipeline;

namespace ActorDetector.Commands;

/// <summary>Says what became of the lines: the format, and lines in = events + skipped by reason, also when reading fails midway.</summary>
internal static class Outcome
{
    /// <summary>Does a work on inputs, then says what became of their lines.</summary>
    public static void Report(Terminal terminal, LogInputs inputs, Action work)
    {
        try
        {
            work();
        }
        finally
        {
            Tell(terminal, inputs);
        }
    }

    /// <summary>Refuses inputs that were read whole, of which no line became an event.</summary>
    /// <exception cref="LogInputException">There was none.</exception>
    public static void RequireEvents(LogInputs inputs)
    {
        if (inputs.Counts.Events == 0)
            throw new LogInputException($"none of the {Number(inputs.Counts.Lines)} lines became an event; see the reasons, and check --format");
    }

    private static void Tell(Terminal terminal, LogInputs inputs)
    {
        if (inputs.FirstFormat is { } format)
            terminal.Remark(format.Description);
        LineCounts counts = inputs.Counts;
        IEnumerable<string> skipped = Enum.GetValues<SkipReason>()
            .Where(reason => reason != SkipReason.None && counts[reason] > 0)
            .Select(reason => $"{Number(counts[reason])} {JsonNamingPolicy.KebabCaseLower.ConvertName(reason.ToString())}");
        string why = counts.Skipped > 0 ? $" ({string.Join(", ", skipped)})" : "";
        terminal.Remark($"{Number(counts.Lines)} lines = {Number(counts.Events)} events + {Number(counts.Skipped)} skipped{why}");
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
