namespace ActorDetector.Http.DeadLetters;

/// <summary>Messages that were set aside.</summary>
/// <param name="DeadLetters">The messages, newest first.</param>
public sealed record DeadLettersAnswer(IReadOnlyList<DeadLetterAnswer> DeadLetters);
