using CsvHelper.Configuration.Attributes;

namespace ActorDetector.Pipeline;

/// <summary>An anomalous row of a matrix.</summary>
/// <param name="Line">Its line in the file, from 1.</param>
/// <param name="Key">Its key.</param>
/// <param name="Column">The column that deviates most.</param>
/// <param name="Value">The number there.</param>
/// <param name="Expected">The number expected there.</param>
/// <param name="Score">How surprising the row is, in nats.</param>
internal sealed record OddRow(
    [property: Name("line")] long Line,
    [property: Name("key")] string Key,
    [property: Name("column")] string Column,
    [property: Name("value")] double Value,
    [property: Name("expected")] double Expected,
    [property: Name("score")] double Score);
