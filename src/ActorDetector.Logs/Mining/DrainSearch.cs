namespace ActorDetector.Logs.Mining;

/// <summary>Drain: a tree by number of tokens and leading tokens, then the most similar cluster of the leaf.</summary>
/// <remarks>He et al., Drain, ICWS 2017, sections III.B to III.D. A tree of depth d looks at d − 3 leading
/// tokens: the root, the level of lengths and the leaves count as well. On purpose, lines with fewer tokens than that are found
/// again too, and punctuation never becomes variable.</remarks>
internal sealed class DrainSearch(double similarity, int depth, int maxChildren) : ClusterSearch
{
    private readonly Dictionary<int, Node> _byLength = [];

    public override Cluster? Find(ReadOnlySpan<Token> tokens)
    {
        if (!_byLength.TryGetValue(tokens.Length, out Node? node))
            return null;
        for (int i = 0; i < depth - 3 && i < tokens.Length; i++)
        {
            node = node.Child(tokens[i].Id) ?? node.Child(Vocabulary.Variable);
            if (node is null)
                return null;
        }

        Cluster? best = null;
        (int equal, int variable) most = (-1, -1);
        foreach (Cluster cluster in node.Clusters)
        {
            (int equal, int variable) likeness = Likeness(cluster.Elements, tokens);
            if (likeness.CompareTo(most) > 0)
                (best, most) = (cluster, likeness);
        }

        return best is not null && most.equal >= similarity * tokens.Length ? best : null;
    }

    public override void Add(Cluster cluster)
    {
        cluster.Leaf = LeafFor(cluster.Elements);
        cluster.Leaf.Add(cluster);
    }

    // Not found by its elements: the leading ones may have become variable since.
    public override void Remove(Cluster cluster) => cluster.Leaf!.Remove(cluster);

    /// <summary>How many tokens are equal, and how many stand at a variable place; negative if punctuation differs.</summary>
    private static (int Equal, int Variable) Likeness(PatternElement[] elements, ReadOnlySpan<Token> tokens)
    {
        int equal = 0, variable = 0;
        for (int i = 0; i < elements.Length; i++)
        {
            ref PatternElement element = ref elements[i];
            if (element.IsVariable)
                variable++;
            else if (element.Id == tokens[i].Id)
                equal++;
            else if (element.Kind == TokenKind.Mark)
                return (-1, -1);
            if (tokens[i].Kind == TokenKind.Mark && element.Id != tokens[i].Id)
                return (-1, -1);
        }

        return (equal, variable);
    }

    private List<Cluster> LeafFor(PatternElement[] elements)
    {
        if (!_byLength.TryGetValue(elements.Length, out Node? node))
            _byLength[elements.Length] = node = new Node();
        for (int i = 0; i < depth - 3 && i < elements.Length; i++)
            node = node.ChildFor(elements[i], maxChildren);
        return node.Clusters;
    }

    private sealed class Node
    {
        private readonly Dictionary<int, Node> _children = [];

        public List<Cluster> Clusters { get; } = [];

        public Node? Child(int id) => _children.GetValueOrDefault(id);

        public Node ChildFor(in PatternElement element, int maxChildren)
        {
            int id = element.HasDigit || element.IsVariable ? Vocabulary.Variable : element.Id;
            if (_children.TryGetValue(id, out Node? child))
                return child;

            // One place is kept for the wildcard branch.
            int room = maxChildren - (_children.ContainsKey(Vocabulary.Variable) ? 0 : 1);
            if (_children.Count >= room)
                id = Vocabulary.Variable;
            if (!_children.TryGetValue(id, out child))
                _children[id] = child = new Node();
            return child;
        }
    }
}
