using ActorDetector.Logs.Text;

namespace ActorDetector.Detection.Events;

/// <summary>A parsed line: an event.</summary>
/// <param name="Raw">The raw line in the block's text.</param>
/// <param name="Entity">The entity in the block's text.</param>
/// <param name="Content">What templates are mined from, in the block's text; empty when the event was matched to a template, or carries its key.</param>
/// <param name="LineNumber">The line's number in its source, from 1.</param>
/// <param name="Position">The line's position in the count of its origin; 0 when it was given none.</param>
/// <param name="Time">Ticks UTC, or <see cref="Logs.Formats.ParsedLine.NoTime"/>.</param>
/// <param name="Key">The log key.</param>
/// <param name="CarriesKey">Whether the content is an event id that the log itself carries.</param>
/// <param name="Opens">Whether the line opens a session.</param>
/// <param name="Labelled">Whether the line itself is labelled an anomaly.</param>
/// <param name="Weight">How many sessions the event's session stands for.</param>
/// <param name="HeaderLength">Bytes of the raw line before its content; all of them where the content does not stand at its end.</param>
/// <param name="Parameters">The event's parameters: a run in the block's list of them; empty where nobody asked for them.</param>
public readonly record struct EventRow(
    Slice Raw,
    Slice Entity,
    Slice Content,
    long LineNumber,
    long Position,
    long Time,
    ushort Key,
    bool CarriesKey,
    bool Opens,
    bool Labelled,
    long Weight,
    Slice Parameters,
    int HeaderLength);
