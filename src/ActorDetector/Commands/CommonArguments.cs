using System.CommandLine;

namespace ActorDetector.Commands;

/// <summary>Arguments that several commands have.</summary>
internal static class CommonArguments
{
    /// <summary>The inputs.</summary>
    public static Argument<string[]> Inputs() => new("INPUT")
    {
        Description = "Log files, patterns as 'logs/*.log', .gz too; - for standard input",
        Arity = ArgumentArity.OneOrMore,
    };
}
