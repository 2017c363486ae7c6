namespace ActorDetector.Detection.Training;

/// <summary>Sees one window and the key that followed.</summary>
internal delegate void WindowVisitor(SplitPart part, int session, ReadOnlySpan<ushort> window, ushort target);
