namespace ActorDetector.Logs.Formats;

/// <summary>The format of a log, found from options and its first lines.</summary>
/// <param name="Format">The format.</param>
/// <param name="Description">One sentence for people: what was chosen, and why.</param>
/// <param name="Options">The options with all that was recognised written out: they give the same format again, whatever the log.</param>
public sealed record ResolvedFormat(LogFormat Format, string Description, FormatOptions Options);
