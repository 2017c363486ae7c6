namespace ActorDetector.Detection.Unseen;

/// <summary>What is kept of an unseen template.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Text">Its text.</param>
/// <param name="Meaning">What its first line meant.</param>
/// <param name="Count">How many lines it has had.</param>
/// <param name="LastUse">When it was met last, in unseen lines.</param>
public sealed record UnseenTemplateState(long Number, string Text, Meaning Meaning, long Count, long LastUse);
