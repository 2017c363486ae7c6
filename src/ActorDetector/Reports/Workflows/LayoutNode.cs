namespace ActorDetector.Reports.Workflows;

/// <summary>A thing with a place in a layered drawing: a state, a step's box, or a bend of a line that passes a layer.</summary>
internal sealed class LayoutNode(int layer, double width, double height)
{
    /// <summary>Its layer, from 0 at the top.</summary>
    public int Layer { get; } = layer;

    public double Width { get; } = width;

    public double Height { get; } = height;

    /// <summary>The middle of it, from the left.</summary>
    public double X { get; set; }

    /// <summary>The middle of it, from the top.</summary>
    public double Y { get; set; }

    public List<LayoutNode> Above { get; } = [];

    public List<LayoutNode> Below { get; } = [];
}
