using ActorDetector.Logs;

namespace ActorDetector.Actors.Lines;

/// <summary>What became of lines that a source could not hand on: exactly one of the reasons is set.</summary>
/// <param name="Position">The position of the (last) line in its producer's count.</param>
/// <param name="Skipped">Why it was skipped.</param>
/// <param name="Dropped">Why it was dropped.</param>
/// <param name="Lines">How many lines.</param>
public readonly record struct LineNote(long Position, SkipReason Skipped, DropReason Dropped, long Lines);
