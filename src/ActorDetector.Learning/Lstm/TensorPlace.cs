namespace ActorDetector.Learning.Lstm;

/// <summary>Where a tensor's numbers stand in a buffer of <see cref="LstmLayout"/>.</summary>
/// <param name="Name">PyTorch's name.</param>
/// <param name="Shape">One size or two.</param>
/// <param name="Offset">The place of (row, column); the column of a tensor of one size is 0.</param>
internal sealed record TensorPlace(string Name, int[] Shape, Func<int, int, int> Offset)
{
    /// <summary>Rows.</summary>
    public int Rows => Shape[0];

    /// <summary>Columns; 1 for a tensor of one size.</summary>
    public int Columns => Shape.Length == 1 ? 1 : Shape[1];

    /// <summary>Whether its rows are the vectors of keys.</summary>
    public bool IsEmbedding => Name.EndsWith("embedding.weight", StringComparison.Ordinal);
}
