using ActorDetector.Learning.Tensors;

namespace ActorDetector.Learning.Forests;

/// <summary>An isolation forest as tensors.</summary>
internal static class ForestState
{
    private const string Columns = "forest.columns", Sample = "forest.sample", Threshold = "forest.threshold", Sizes = "forest.sizes",
        Nodes = "forest.nodes";

    private const int Fields = 4;

    /// <summary>The numbers of a forest: (trees) sizes, and (nodes, 4) column, split, right and length of each node.</summary>
    public static IReadOnlyDictionary<string, Tensor> Write(int columns, int sample, IsolationNode[] nodes, int[] roots, float threshold)
    {
        float[] fields = [.. nodes.SelectMany(node => (float[])[node.Column, node.Split, node.Right, node.Length])];
        int[] ends = [.. roots.Skip(1), nodes.Length];
        return new OrderedDictionary<string, Tensor>
        {
            [Columns] = new([1], [columns]),
            [Sample] = new([1], [sample]),
            [Threshold] = new([1], [threshold]),
            [Sizes] = new([roots.Length], [.. ends.Zip(roots, (end, root) => (float)(end - root))]),
            [Nodes] = new([nodes.Length, Fields], fields),
        };
    }

    /// <summary>The forest of those numbers.</summary>
    /// <exception cref="FormatException">A tensor is missing, or holds what cannot be.</exception>
    public static IsolationForest Read(IReadOnlyDictionary<string, Tensor> tensors)
    {
        int columns = StateTensors.Whole(tensors.Number(Columns), Columns, 1);
        int sample = StateTensors.Whole(tensors.Number(Sample), Sample, 1);
        int[] sizes = Array.ConvertAll(tensors.Find(Sizes, 1).Values, size => StateTensors.Whole(size, Sizes, 1));
        float[] fields = tensors.Find(Nodes, 2).Values;
        if (sizes.Length == 0 || sizes.Sum(size => (long)size) * Fields != fields.Length)
            throw new FormatException($"Tensor {Nodes} does not hold the nodes that {Sizes} speaks of.");

        IsolationNode[] nodes = new IsolationNode[fields.Length / Fields];
        int[] roots = new int[sizes.Length];
        for (int tree = 0, root = 0; tree < sizes.Length; root += sizes[tree++])
        {
            roots[tree] = root;
            for (int i = 0; i < sizes[tree]; i++)
                nodes[root + i] = Node(fields.AsSpan((root + i) * Fields, Fields), columns, sizes[tree] - i);
        }

        return new(columns, sample, nodes, roots, tensors.Number(Threshold));
    }

    // Both parts of a node lie ahead of it and within its tree: so every path ends.
    private static IsolationNode Node(ReadOnlySpan<float> fields, int columns, int left)
    {
        if (fields[0] == -1)
            return new(-1, fields[1], 0, fields[3]);
        IsolationNode node = new(StateTensors.Whole(fields[0], Nodes, 0), fields[1], StateTensors.Whole(fields[2], Nodes, 2), fields[3]);
        return node.Column < columns && node.Right < left
            ? node
            : throw new FormatException($"Tensor {Nodes} holds a node that splits by a column or leads to a node that is not there.");
    }
}
