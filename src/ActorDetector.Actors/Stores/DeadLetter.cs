namespace ActorDetector.Actors.Stores;

/// <summary>A message that made an actor throw, set aside.</summary>
/// <param name="Number">Its number in the store; 0 before it is stored.</param>
/// <param name="Time">When: ticks UTC.</param>
/// <param name="Actor">The actor, as <c>shard 3</c>.</param>
/// <param name="Message">What it was: a line's text, or the message's name; at most 1,024 characters.</param>
/// <param name="Reason">What was thrown.</param>
public sealed record DeadLetter(long Number, long Time, string Actor, string Message, string Reason);
