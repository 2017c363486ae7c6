using ActorDetector.Detection.Sessions;
using ActorDetector.Detection.Training;
using ActorDetector.Logs;
using ActorDetector.Logs.Mining;
using ActorDetector.Logs.Sessions;
using ActorDetector.Output;

namespace ActorDetector.Pipeline;

/// <summary>Gathers the sessions of inputs, with the names of their entities.</summary>
/// <param name="Sessions">What makes events one session.</param>
/// <param name="Terminal">Where progress goes.</param>
/// <param name="Lines">Whether sessions keep the line of each event.</param>
internal sealed record SessionGathering(SessionOptions Sessions, Terminal Terminal, bool Lines = false)
{
    /// <summary>Gathers all sessions.</summary>
    /// <exception cref="LogInputException">An input cannot be read, or no line became an event.</exception>
    public SessionCollector Gather(LogInputs inputs, TemplateTree templates, string what, CancellationToken stop)
    {
        SessionCollector? sessions = null;
        using WorkProgress progress = Terminal.Progress(what);
        foreach (ParsedBlock block in inputs.Read(templates, stop))
        {
            sessions ??= new SessionCollector(Sessions, SessionBounds.AreBounded(Sessions, inputs.FirstFormat!.Format), named: true, Lines);
            sessions.Add(block.Events);
            progress.Report(inputs.Counts.Lines, inputs.Fraction);
        }

        if (sessions is null || sessions.Events == 0)
            throw new LogInputException($"none of the {inputs.Counts.Lines:N0} lines became an event; see the reasons, and check --format and --session-id");
        sessions.Finish();
        return sessions;
    }
}
