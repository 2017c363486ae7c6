namespace ActorDetector.Detection.Workflows;

/// <summary>The finite-state machine of a task while it is learned: sessions' steps as a tree, then states with the same futures made
/// one.</summary>
internal sealed class StepMachine
{
    private readonly List<Node> _nodes = [new Node()];

    /// <summary>States so far.</summary>
    public int Count => _nodes.Count;

    /// <summary>Adds a session; where that needs more states than there may be, it is left out.</summary>
    /// <returns>Whether it was added.</returns>
    public bool Add(List<SessionStep> steps, int mostStates)
    {
        int node = 0, known = 0;
        while (known < steps.Count && _nodes[node].Next.TryGetValue(steps[known].Shape, out Edge? edge))
        {
            node = edge.To;
            known++;
        }

        if (_nodes.Count + steps.Count - known > mostStates)
            return false;
        node = 0;
        foreach (SessionStep step in steps)
        {
            if (_nodes[node].Next.TryGetValue(step.Shape, out Edge? edge))
            {
                edge.Bounds = edge.Bounds.Union(StepBounds.Of(step));
            }
            else
            {
                edge = new Edge(_nodes.Count, StepBounds.Of(step));
                _nodes[node].Next.Add(step.Shape, edge);
                _nodes.Add(new Node());
            }

            node = edge.To;
        }

        return _nodes[node].CanEnd = true;
    }

    /// <summary>The states with the same futures made one, in an order in which steps lead forward only.</summary>
    public WorkflowState[] ToStates()
    {
        int[] classOf = new int[_nodes.Count];
        List<Node> kept = [];
        Dictionary<string, int> byFuture = new(StringComparer.Ordinal);
        // A node's children came after it, so they have their classes before it has.
        for (int i = _nodes.Count - 1; i >= 0; i--)
        {
            Node node = _nodes[i];
            foreach (Edge edge in node.Next.Values)
                edge.To = classOf[edge.To];
            string future = FormattableString.Invariant(
                $"{node.CanEnd}|{string.Join(' ', node.Next.Select(next => FormattableString.Invariant($"{next.Key}>{next.Value.To}")))}");
            if (byFuture.TryAdd(future, kept.Count))
                kept.Add(node);
            else
                kept[byFuture[future]].Widen(node);
            classOf[i] = byFuture[future];
        }

        return [.. Enumerable.Reverse(kept).Select(node => new WorkflowState(
            node.CanEnd, [.. node.Next.Values.Select(edge => edge.Bounds.ToStep(kept.Count - 1 - edge.To))]))];
    }

    private sealed class Node
    {
        public bool CanEnd { get; set; }

        public SortedDictionary<int, Edge> Next { get; } = [];

        public void Widen(Node same)
        {
            foreach ((int shape, Edge edge) in same.Next)
                Next[shape].Bounds = Next[shape].Bounds.Union(edge.Bounds);
        }
    }

    private sealed class Edge(int to, StepBounds bounds)
    {
        public int To { get; set; } = to;

        public StepBounds Bounds { get; set; } = bounds;
    }
}
