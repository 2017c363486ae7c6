using ActorDetector.Detection;

namespace ActorDetector.Actors.Stores;

/// <summary>An anomaly with its place in the store.</summary>
/// <param name="Number">Its number in the store: ascends in the order of commits; 0 before it is stored.</param>
/// <param name="Shard">The shard that found it.</param>
/// <param name="LogPosition">The shard-log position of the entry with its line.</param>
/// <param name="LogLine">The line's place in that entry, from 0.</param>
/// <param name="Arrived">When the line arrived: ticks UTC.</param>
/// <param name="Anomaly">The anomaly.</param>
public sealed record StoredAnomaly(long Number, int Shard, long LogPosition, int LogLine, long Arrived, Anomaly Anomaly);
