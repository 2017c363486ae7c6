namespace ActorDetector.Commands;

/// <summary>How a workflow is drawn.</summary>
public enum WorkflowNotation
{
    /// <summary>A Mermaid flow chart.</summary>
    Mermaid,

    /// <summary>A Graphviz graph.</summary>
    Dot,

    /// <summary>A picture.</summary>
    Svg,
}
