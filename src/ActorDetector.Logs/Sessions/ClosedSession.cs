namespace ActorDetector.Logs.Sessions;

/// <summary>A session that was closed. Its slot is free for another once this was handed out, so what is kept by slot must be read now.</summary>
/// <param name="Slot">The slot it had.</param>
/// <param name="Reason">Why it was closed.</param>
public readonly record struct ClosedSession(int Slot, CloseReason Reason);
