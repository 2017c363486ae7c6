using ActorDetector.Logs.Sessions;

namespace ActorDetector.Detection.Tests.Made;

/// <summary>What was said of a session's end.</summary>
internal sealed record EndVerdict(string Entity, string LastRaw, long LastLine, ushort LastKey, int Events, CloseReason Reason, Verdict Verdict);
