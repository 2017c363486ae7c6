namespace ActorDetector.CommandLine;

/// <summary>An example that a command's help shows.</summary>
/// <param name="CommandLine">What to type behind the program's name, as <c>train app.log -o model</c>.</param>
/// <param name="Purpose">What it is for, in a few words.</param>
public sealed record Example(string CommandLine, string Purpose);
