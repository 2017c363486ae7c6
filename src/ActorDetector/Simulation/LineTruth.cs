using CsvHelper.Configuration.Attributes;

namespace ActorDetector.Simulation;

/// <summary>A line of the live log that shows an anomaly: a row of <c>lines.csv</c>.</summary>
/// <param name="Line">Its number, from 1.</param>
/// <param name="Session">Its session's identifier.</param>
/// <param name="Kind">What is odd.</param>
internal sealed record LineTruth(
    [property: Name("line")] long Line,
    [property: Name("session")] string Session,
    [property: Name("kind")] InjectedKind Kind);
