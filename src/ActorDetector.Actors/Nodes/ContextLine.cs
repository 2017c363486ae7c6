namespace ActorDetector.Actors.Nodes;

/// <summary>A line around an anomaly, of the same entity.</summary>
/// <param name="Offset">Its place: 0 is the anomaly's own line, before it are negative numbers.</param>
/// <param name="Origin">Where it is from.</param>
/// <param name="Number">Its position there.</param>
/// <param name="Arrived">When it arrived: ticks UTC.</param>
/// <param name="Raw">The line.</param>
public sealed record ContextLine(int Offset, string Origin, long Number, long Arrived, string Raw);
