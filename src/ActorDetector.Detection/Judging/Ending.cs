using ActorDetector.Logs.Sessions;
using ActorDetector.Logs.Text;

namespace ActorDetector.Detection.Judging;

/// <summary>A session that was closed.</summary>
/// <param name="Session">The session, numbered from 0 in the order of opening.</param>
/// <param name="Reason">Why.</param>
/// <param name="Events">How many events it had.</param>
/// <param name="Source">The input of its last line.</param>
/// <param name="LastLine">The number of its last line.</param>
/// <param name="LastTime">The time of its last line, or <see cref="Logs.Formats.ParsedLine.NoTime"/>.</param>
/// <param name="LastPlace">Where its last line came from, with a hosted judge.</param>
/// <param name="Entity">Its identifier in <see cref="LogJudge.EndingText"/>.</param>
/// <param name="LastRaw">Its last line in <see cref="LogJudge.EndingText"/>; empty when nothing is told of it, or the line is no longer at
/// hand.</param>
/// <param name="LastKey">The log key of its last line.</param>
/// <param name="Judgement">What the model says of its end; of rank 0 when its end was not its own.</param>
/// <param name="Verdict">What all detectors say of the session.</param>
/// <param name="Worst">Its most surprising line, where the session is told as a whole.</param>
/// <param name="Keys">Where the session's log keys are that <see cref="LogJudge.EndingKeys"/> gives.</param>
public readonly record struct Ending(
    int Session,
    CloseReason Reason,
    int Events,
    int Source,
    long LastLine,
    long LastTime,
    SourcePlace LastPlace,
    Slice Entity,
    Slice LastRaw,
    ushort LastKey,
    Judgement Judgement,
    SessionVerdict Verdict,
    WorstLine Worst,
    Range Keys);
