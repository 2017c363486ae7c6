namespace ActorDetector.Learning.Forests;

/// <summary>A node of an isolation tree. A node that splits is followed by its left part at once.</summary>
/// <param name="Column">The column that it splits by; below 0 at a leaf.</param>
/// <param name="Split">A row whose number is at least this goes right.</param>
/// <param name="Right">How many nodes further on the right part is.</param>
/// <param name="Length">The path length expected of a row that has come here; at a leaf, what is counted.</param>
internal readonly record struct IsolationNode(int Column, float Split, int Right, float Length)
{
    /// <summary>Whether paths end here.</summary>
    public bool IsLeaf => Column < 0;

    /// <summary>How many nodes further on the path of a row goes.</summary>
    public int Next(ReadOnlySpan<float> row) => row[Column] >= Split ? Right : 1;
}
