using System.CommandLine;
using System.CommandLine.Invocation;

namespace ActorDetector.CommandLine;

/// <summary>Writes the program's name and version.</summary>
internal sealed class VersionText : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        Version? version = typeof(VersionText).Assembly.GetName().Version;
        parseResult.InvocationConfiguration.Output.WriteLine($"{App.Name} {version?.ToString(3)}");
        return (int)ExitCode.Done;
    }
}
