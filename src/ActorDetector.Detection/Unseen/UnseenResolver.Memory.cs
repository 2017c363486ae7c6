namespace ActorDetector.Detection.Unseen;

/// <content>What is kept with a checkpoint.</content>
public sealed partial class UnseenResolver
{
    /// <inheritdoc/>
    public byte[]? SaveChanged() => null;

    /// <inheritdoc/>
    public void Restore(ReadOnlySpan<byte> saved) => throw new FormatException();
}
