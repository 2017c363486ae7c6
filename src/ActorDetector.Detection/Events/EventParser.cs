using ActorDetector.Detection.Sessions;
using ActorDetector.Logs.Formats;
using ActorDetector.Logs.Formats.Sequences;
using ActorDetector.Logs.Mining;
using ActorDetector.Logs.Reading;
using ActorDetector.Logs.Sessions;

namespace ActorDetector.Detection.Events;

/// <summary>Turns lines into events. Not for two threads at once; each thread has its own.</summary>
public abstract class EventParser
{
    /// <summary>A parser for lines of a format.</summary>
    /// <param name="format">How lines are written.</param>
    /// <param name="sessions">How the session's entity and start are found in a line.</param>
    /// <param name="templates">The templates that give log keys; null before there are any: then events keep their content.</param>
    /// <param name="sourceNames">The entity of lines without an identifier, by input.</param>
    /// <param name="parametersOf">By log key, whether events of it carry their parameters; null when nobody looks at any, which costs
    /// nothing.</param>
    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">An option of the sessions needs what the format has
    /// not.</exception>
    public static EventParser Create(
        ResolvedFormat format,
        SessionOptions sessions,
        TemplateTree? templates,
        IReadOnlyList<byte[]> sourceNames,
        bool[]? parametersOf = null)
    {
        ArgumentNullException.ThrowIfNull(format);
        ArgumentNullException.ThrowIfNull(sessions);
        SessionBounds.Validate(sessions, format.Format);
        return format.Format is KeySequenceFormat sequences
            ? new SequenceEventParser(sequences.CreateSequenceParser(), templates?.CreateMatcher(), sourceNames)
            : new LineEventParser(format.Format, sessions, format.Options.NeedsEntity, templates, sourceNames, parametersOf);
    }

    /// <summary>Fills a block of events from a block of lines. Where the block knows a line's entity, it is not looked for; where it knows a time, that
    /// stands for one that the line does not tell.</summary>
    public void Parse(LineBlock lines, EventBlock events)
    {
        ArgumentNullException.ThrowIfNull(lines);
        ArgumentNullException.ThrowIfNull(events);
        events.Clear(lines.Source, lines.Arrived, lines.Origin);
        events.Counts.Add(lines.Skipped);
        ParseLines(lines, events);
    }

    /// <summary>Adds the events of all lines, and counts each line.</summary>
    private protected abstract void ParseLines(LineBlock lines, EventBlock events);
}
