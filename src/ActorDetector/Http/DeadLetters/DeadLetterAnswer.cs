namespace ActorDetector.Http.DeadLetters;

/// <summary>A message that made an actor throw, set aside.</summary>
/// <param name="Time">When.</param>
/// <param name="Actor">The actor.</param>
/// <param name="Message">What it was: a line's text, or the message's name.</param>
/// <param name="Reason">What was thrown.</param>
public sealed record DeadLetterAnswer(DateTimeOffset Time, string Actor, string Message, string Reason);
