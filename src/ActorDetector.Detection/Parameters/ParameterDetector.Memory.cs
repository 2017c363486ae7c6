using ActorDetector.Detection.Judging.Checkpoints;

namespace ActorDetector.Detection.Parameters;

/// <content>What is kept with a checkpoint: the last numbers of each template.</content>
public sealed partial class ParameterDetector
{
    private bool _isChanged = true; // what a model before remembered is replaced by nothing

    /// <inheritdoc/>
    public byte[]? SaveChanged()
    {
        if (!_isChanged)
            return null;
        _isChanged = false;
        Wire.LastParameters message = new() { Version = CheckpointSeal.Version };
        foreach (VectorJudge judge in _judges.OfType<VectorJudge>())
        {
            (ReadOnlyMemory<float> last, int seen) = judge.Memory;
            message.Seen.Add((uint)seen);
            message.Lengths.Add((uint)last.Length);
            foreach (float value in last.Span)
                message.Values.Add(value);
        }

        return CheckpointSeal.Close(CheckpointKind.Parameters, message);
    }

    /// <inheritdoc/>
    public void Restore(ReadOnlySpan<byte> saved)
    {
        Wire.LastParameters message = CheckpointSeal.Open(CheckpointKind.Parameters, Wire.LastParameters.Parser, saved);
        CheckpointSeal.RequireVersion(message.Version, CheckpointKind.Parameters);
        VectorJudge[] judges = [.. _judges.OfType<VectorJudge>()];
        Require(message.Seen.Count == judges.Length && message.Lengths.Count == judges.Length);
        Require(message.Lengths.Sum(length => (long)length) == message.Values.Count);
        float[] values = [.. message.Values];
        int from = 0;
        for (int i = 0; i < judges.Length; i++)
        {
            int length = (int)message.Lengths[i];
            Require(judges[i].Restore(values.AsSpan(from, length), message.Seen[i]));
            from += length;
        }

        _isChanged = false;
    }

    private static void Require(bool holds) => CheckpointSeal.Require(holds, CheckpointKind.Parameters, "it is of another model");
}
