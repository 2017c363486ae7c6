namespace ActorDetector.CommandLine;

/// <summary>Finds the name that was probably meant.</summary>
public static class NearestName
{
    /// <summary>The name with the fewest edits (inserted, lost, changed or swapped letters) from what was written, if it is near enough to be
    /// meant: at most one edit for every three letters. The first of equals.</summary>
    public static string? To(string written, IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(written);
        ArgumentNullException.ThrowIfNull(names);
        string? nearest = null;
        int fewest = (Math.Max(written.TrimStart('-').Length, 3) / 3) + 1;
        foreach (string name in names)
        {
            // Lengths alone tell that a long hostile word is nobody's typing error.
            if (Math.Abs(name.Length - written.Length) >= fewest)
                continue;
            int edits = Edits(written.ToUpperInvariant(), name.ToUpperInvariant());
            if (edits < fewest)
                (nearest, fewest) = (name, edits);
        }

        return nearest;
    }

    /// <summary>" Did you mean --window?", or nothing when no name is near enough.</summary>
    public static string Question(string written, IEnumerable<string> names) =>
        To(written, names) is { } nearest ? $" Did you mean {nearest}?" : "";

    /// <summary>Damerau's distance in its restricted form (optimal string alignment).</summary>
    private static int Edits(string a, string b)
    {
        int[,] edits = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
            edits[i, 0] = i;
        for (int j = 0; j <= b.Length; j++)
            edits[0, j] = j;
        for (int i = 1; i <= a.Length; i++)
        {
            for (int j = 1; j <= b.Length; j++)
            {
                int changed = edits[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                edits[i, j] = Math.Min(changed, Math.Min(edits[i - 1, j], edits[i, j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    edits[i, j] = Math.Min(edits[i, j], edits[i - 2, j - 2] + 1);
            }
        }

        return edits[a.Length, b.Length];
    }
}
