using System.Globalization;
using ActorDetector.Detection;

namespace ActorDetector.Output;

/// <summary>Shows anomalies one a line, as they are found.</summary>
public static class AnomalyLines
{
    /// <summary>Writes anomalies and hands them on at once.</summary>
    public static void Write(Terminal terminal, IReadOnlyCollection<Anomaly> found)
    {
        ArgumentNullException.ThrowIfNull(terminal);
        ArgumentNullException.ThrowIfNull(found);
        foreach (Anomaly anomaly in found)
        {
            string expected = anomaly.Expected.Count == 0 ? "" : string.Create(
                CultureInfo.InvariantCulture, $" (expected {anomaly.Expected[0].Probability:P0}: {Printable.Shorten(anomaly.Expected[0].Template, 120)})");
            terminal.Line(string.Create(
                CultureInfo.InvariantCulture,
                $"{anomaly.Score:F2} {AnomalyText.Kind(anomaly.Kind)} {Printable.Shorten(anomaly.Entity, 48)} line {anomaly.LineNumber}: {Printable.Shorten(anomaly.Raw, 300)}{expected}"));
        }

        terminal.Results.Flush();
    }
}
