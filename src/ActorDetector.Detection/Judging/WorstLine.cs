using ActorDetector.Logs.Text;

namespace ActorDetector.Detection.Judging;

/// <summary>The line that surprised the next-key model most, of a session that is told as a whole.</summary>
/// <param name="Judgement">What the model says of it; of rank 0 when the session is not told so.</param>
/// <param name="Source">The line's input.</param>
/// <param name="Number">Its number.</param>
/// <param name="Time">Its time, or <see cref="Logs.Formats.ParsedLine.NoTime"/>.</param>
/// <param name="Place">Where it came from, with a hosted judge.</param>
/// <param name="Key">Its log key.</param>
/// <param name="Raw">The line in <see cref="LogJudge.EndingText"/>; empty when it is no longer at hand.</param>
public readonly record struct WorstLine(Judgement Judgement, int Source, long Number, long Time, SourcePlace Place, ushort Key, Slice Raw);
