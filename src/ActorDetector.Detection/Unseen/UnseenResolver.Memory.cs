namespace ActorDetector.Detection.Unseen;

/// <content>What is kept with a checkpoint: all, whenever there was an unseen line.</content>
public sealed partial class UnseenResolver
{
    private long _savedLines = -1; // what a model before learned is replaced by nothing

    /// <inheritdoc/>
    public byte[]? SaveChanged()
    {
        if (Lines == _savedLines)
            return null;
        _savedLines = Lines;
        return UnseenMessage.Write(State);
    }

    /// <inheritdoc/>
    public void Restore(ReadOnlySpan<byte> saved)
    {
        Restore(UnseenMessage.Read(saved));
        _savedLines = Lines;
    }
}
