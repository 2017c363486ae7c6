namespace ActorDetector.Actors.ShardLogs;

/// <summary>An entry's place among those that one publisher sent to a shard. A publisher sends its entries in order, and after a failure again from the first
/// that was not confirmed: so one may come twice, and one that comes too early comes again.</summary>
/// <param name="Publisher">The publisher: a run of a node.</param>
/// <param name="Sequence">The entry's number, from 1 for each publisher and shard.</param>
/// <param name="Settled">Entries below this number were confirmed before this one was sent, and are never sent again.</param>
public readonly record struct Publication(string Publisher, long Sequence, long Settled);
