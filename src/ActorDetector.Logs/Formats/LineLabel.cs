using System.Text;

namespace ActorDetector.Logs.Formats;

/// <summary>What a line's or a session's label means.</summary>
public static class LineLabel
{
    private static readonly string[] Normal = ["-", "0", "normal", "false"];

    /// <summary>Whether a label means an anomaly: all but <c>-</c>, <c>0</c>, <c>normal</c>, <c>false</c> (in any case) and
    /// nothing.</summary>
    public static bool IsAnomaly(ReadOnlySpan<byte> label)
    {
        foreach (string normal in Normal)
        {
            if (Ascii.EqualsIgnoreCase(label, normal))
                return false;
        }

        return label.Length > 0;
    }
}
