namespace ActorDetector.Logs.Mining;

/// <summary>The constant text of a kind of line, with <c>&lt;*&gt;</c> or a mask's name for its variable parts.</summary>
/// <param name="Id">Its index in the <see cref="TemplateTree"/>, from 0.</param>
/// <param name="Text">The text, spaced as in its first line, with one space in place of white space.</param>
/// <param name="Count">How many lines it was mined from.</param>
/// <param name="Example">One of those lines' content, its first kilobyte.</param>
public sealed record Template(int Id, string Text, long Count, string Example);
