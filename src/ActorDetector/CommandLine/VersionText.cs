using System.CommandLine;
using System.CommandLine.Invocation;

namespace ActorDetector.CommandLine;

/// <summary>Writes the program's name and version.</summary>
internal sealed class VersionText : SynchronousCommandLineAction
{
    /// <summary>The version of the program.</summary>
    public static string Program { get; } = typeof(VersionText).Assembly.GetName().Version?.ToString(3) ?? "";

    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        parseResult.InvocationConfiguration.Output.WriteLine($"{App.Name} {Program}");
        return (int)ExitCode.Done;
    }
}
