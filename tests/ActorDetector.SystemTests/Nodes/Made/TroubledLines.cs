namespace ActorDetector.SystemTests.Nodes.Made;

/// <summary>A log with trouble in many of its sessions: lines that are missing, too early, or of a kind that training never saw.</summary>
internal static class TroubledLines
{
    public static string[] Of(string log)
    {
        string[] lines = File.ReadAllLines(log);
        for (int i = 0; i + 41 < lines.Length; i += 53)
            (lines[i], lines[i + 40]) = (lines[i + 40], lines[i]);
        for (int i = 20; i < lines.Length; i += 61)
            lines[i] += $" and the {(i % 3 == 0 ? "cellar" : "roof")} of rack {i} is wet";
        return [.. lines.Where((_, i) => i % 47 != 0), .. lines[^128..]];
    }
}
