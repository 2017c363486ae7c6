using System.CommandLine;
using ActorDetector.CommandLine;

namespace ActorDetector.Tests.CommandLine;

/// <summary>A command that only keeps what it was given, and then does what the test wants.</summary>
internal sealed class SampleCommand : AppCommand
{
    private readonly Func<Invocation, ExitCode> _work;
    private readonly Argument<string[]> _inputs;
    private readonly OptionSet<SampleOptions> _options;

    public SampleCommand(Func<Invocation, ExitCode>? work = null)
        : base("train", "Learns from logs.", new Example("train app.log -o model", "learn from one file"))
    {
        _work = work ?? (_ => ExitCode.Done);
        _inputs = AddArgument(new Argument<string[]>("INPUT") { Description = "Log files", Arity = ArgumentArity.OneOrMore });
        _options = AddOptions<SampleOptions>();
    }

    public string[] Inputs { get; private set; } = [];

    public SampleOptions? Options { get; private set; }

    /// <summary>What the options are taken from when they are not given.</summary>
    public SampleOptions? Defaults { get; init; }

    public override ExitCode Run(Invocation invocation)
    {
        Inputs = invocation.Get(_inputs);
        Options = invocation.Get(_options, Defaults);
        return _work(invocation);
    }
}
