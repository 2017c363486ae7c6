using ActorDetector.Detection.Combination;

namespace ActorDetector.Detection.Judging;

/// <summary>A window that a prediction is asked for, and what came.</summary>
/// <param name="Session">The session.</param>
/// <param name="Slot">Its slot; another session may have it when the answer comes, but queries are answered in order.</param>
/// <param name="Key">What came.</param>
/// <param name="Ending">The place of the ending that it is; -1 for an event.</param>
/// <param name="OwnEnd">Whether it is an end that the model may judge.</param>
/// <param name="Position">Where the text of the line is kept, of an ending that of the session's last line.</param>
/// <param name="Length">The text's length.</param>
/// <param name="TextEnd">Of an ending, how far the kept text went when the session was closed.</param>
/// <param name="Votes">The votes of the detectors of sessions, for an ending.</param>
internal readonly record struct Query(
    int Session, int Slot, ushort Key, int Ending, bool OwnEnd, long Position, int Length, long TextEnd, SessionVotes Votes);
