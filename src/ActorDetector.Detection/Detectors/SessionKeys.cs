namespace ActorDetector.Detection.Detectors;

/// <summary>The keys of sessions as networks read them, which need at least one.</summary>
internal static class SessionKeys
{
    private static readonly ushort[] Empty = [LogKey.End];

    /// <summary>The keys; END alone when there are none.</summary>
    public static ReadOnlySpan<ushort> Of(ReadOnlySpan<ushort> keys) => keys.IsEmpty ? Empty : keys;
}
