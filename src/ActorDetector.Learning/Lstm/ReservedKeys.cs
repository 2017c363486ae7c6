namespace ActorDetector.Learning.Lstm;

/// <summary>Keys that stand for no template.</summary>
internal static class ReservedKeys
{
    /// <summary>PAD: no event, before a session's start.</summary>
    public const ushort Pad = 0;

    /// <summary>UNSEEN: an event of a template that training did not know. Greater keys are templates.</summary>
    public const ushort Unseen = 2;
}
