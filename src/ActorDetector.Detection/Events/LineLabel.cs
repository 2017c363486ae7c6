namespace ActorDetector.Detection.Events;

/// <summary>What a label says.</summary>
public static class LineLabel
{
    /// <summary>Whether a label names an anomaly: nothing, <c>-</c>, <c>0</c>, <c>normal</c> and <c>false</c> are normal, in any case.</summary>
    public static bool IsAnomaly(ReadOnlySpan<byte> label)
    {
        label = label.Trim(" \t\r\n"u8);
        return !(label.IsEmpty
            || label.SequenceEqual("-"u8)
            || label.SequenceEqual("0"u8)
            || System.Text.Ascii.EqualsIgnoreCase(label, "normal"u8)
            || System.Text.Ascii.EqualsIgnoreCase(label, "false"u8));
    }
}
