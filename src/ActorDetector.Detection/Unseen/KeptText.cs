namespace ActorDetector.Detection.Unseen;

/// <summary>A masked text whose unseen template is known.</summary>
/// <param name="Text">The text.</param>
/// <param name="Template">The number of the template, or <see cref="Forgotten"/>.</param>
/// <param name="IsNewer">Whether it is among the newer half.</param>
public sealed record KeptText(byte[] Text, long Template, bool IsNewer)
{
    /// <summary>Stands for a template that gave way to another: the text takes its room yet.</summary>
    public const long Forgotten = -1;
}
