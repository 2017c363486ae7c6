namespace ActorDetector.Detection.Unseen;

/// <summary>All that an <see cref="UnseenResolver"/> has learned of unseen lines: goes into JSON as it is.</summary>
/// <param name="Lines">Unseen lines so far.</param>
/// <param name="Resolved">Those that counted as a known template.</param>
/// <param name="Told">Unseen templates so far, those forgotten included.</param>
/// <param name="Forgotten">Unseen templates that gave way to others.</param>
/// <param name="Templates">The unseen templates, in order of their numbers.</param>
/// <param name="Texts">The masked texts met lately.</param>
public sealed record UnseenState(
    long Lines,
    long Resolved,
    long Told,
    long Forgotten,
    IReadOnlyList<UnseenTemplateState> Templates,
    IReadOnlyList<KeptText> Texts);
