using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace ActorDetector.CommandLine;

/// <summary>The library's help, followed by the command's examples and by where else options may be set.</summary>
/// <param name="help">The library's.</param>
/// <param name="examples">The examples of each command.</param>
internal sealed class ExampleHelp(HelpAction help, IReadOnlyDictionary<Command, IReadOnlyList<Example>> examples) : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        help.Invoke(parseResult);
        TextWriter output = parseResult.InvocationConfiguration.Output;
        if (examples.TryGetValue(parseResult.CommandResult.Command, out IReadOnlyList<Example>? shown) && shown.Count > 0)
        {
            output.WriteLine("Examples:");
            foreach (Example example in shown)
            {
                output.WriteLine($"  # {example.Purpose}");
                output.WriteLine($"  {App.Name} {example.CommandLine}");
                output.WriteLine();
            }
        }

        output.WriteLine($"Options may also be set in the environment ({Settings.Prefix}MAX_LINE_BYTES=4096) and in {Settings.FileName}");
        output.WriteLine("in the working folder (\"max-line-bytes\": 4096). The command line comes first, then the environment, then the file.");
        return (int)ExitCode.Done;
    }
}
