namespace ActorDetector.Reports.Workflows;

/// <summary>Gives the nodes of a graph in layers their places.</summary>
/// <remarks>Sugiyama, Tagawa and Toda (1981): the order in a layer by the means of the neighbours, in some sweeps down and up; then places
/// near the neighbours that keep the order.</remarks>
internal static class LayeredLayout
{
    private const int Sweeps = 8;
    private const double Gap = 18, LayerGap = 26;

    /// <summary>Places the nodes; lines lead from a layer to the next only.</summary>
    /// <returns>The size of the drawing.</returns>
    public static (double Width, double Height) Place(IEnumerable<LayoutNode> nodes)
    {
        LayoutNode[][] layers = [.. nodes.GroupBy(node => node.Layer).OrderBy(layer => layer.Key).Select(layer => layer.ToArray())];
        foreach (LayoutNode[] layer in layers)
            Pack(layer);
        for (int sweep = 0; sweep < Sweeps; sweep++)
        {
            bool down = sweep % 2 == 0;
            foreach (LayoutNode[] layer in down ? layers : layers.Reverse())
            {
                foreach (LayoutNode node in layer)
                    node.X = Mean(down ? node.Above : node.Below, node.X);
                SortByX(layer);
                Pack(layer);
            }
        }

        foreach (LayoutNode node in layers.SelectMany(layer => layer))
            node.X = Mean([.. node.Above, .. node.Below], node.X);
        foreach (LayoutNode[] layer in layers)
            Pack(layer);
        double y = 0;
        foreach (LayoutNode[] layer in layers)
        {
            double height = layer.Max(node => node.Height);
            foreach (LayoutNode node in layer)
                node.Y = y + (height / 2);
            y += height + LayerGap;
        }

        LayoutNode[] all = [.. layers.SelectMany(layer => layer)];
        double left = all.Min(node => node.X - (node.Width / 2));
        foreach (LayoutNode node in all)
            node.X -= left;
        return (all.Max(node => node.X + (node.Width / 2)), y - LayerGap);
    }

    private static void SortByX(LayoutNode[] layer)
    {
        // Array.Sort keeps no order among equals; this does.
        LayoutNode[] sorted = [.. layer.OrderBy(node => node.X)];
        sorted.CopyTo(layer, 0);
    }

    // As near to where each wants to be as the order allows; what that moves to the right is shared out again.
    private static void Pack(LayoutNode[] layer)
    {
        double right = double.NegativeInfinity, moved = 0;
        foreach (LayoutNode node in layer)
        {
            double x = Math.Max(node.X, right + (node.Width / 2));
            moved += x - node.X;
            node.X = x;
            right = x + (node.Width / 2) + Gap;
        }

        foreach (LayoutNode node in layer)
            node.X -= moved / layer.Length;
    }

    private static double Mean(List<LayoutNode> nodes, double without) => nodes.Count == 0 ? without : nodes.Average(node => node.X);
}
