using ActorDetector.CommandLine;

namespace ActorDetector.Commands;

/// <summary><c>health</c>: asks a running node how it is. For the health checks of containers, where nothing else can ask.</summary>
public sealed class HealthCommand : AppCommand
{
    private readonly OptionSet<NodeAddressOptions> _address;
    private readonly OptionSet<HealthOptions> _health;

    /// <summary>The command.</summary>
    public HealthCommand()
        : base(
            "health",
            "Asks a running node on this machine whether it takes lines and judges them: exit code 0 when it does, 1 when not. For health checks of containers.",
            new Example("health", "the node at http://127.0.0.1:7878"),
            new Example("health --http *:7878 --live-only", "only whether it answers"))
    {
        _address = AddOptions<NodeAddressOptions>();
        _health = AddOptions<HealthOptions>();
    }

    /// <inheritdoc/>
    public override ExitCode Run(Invocation invocation)
    {
        ArgumentNullException.ThrowIfNull(invocation);
        HealthOptions options = invocation.Get(_health);
        using var client = new NodeClient(invocation.Get(_address), "--health-timeout", options.HealthTimeout);
        NodeAnswer answer = client.Ask(HttpMethod.Get, options.LiveOnly ? "healthz" : "readyz", null, invocation.Stop);
        invocation.Terminal.Line(answer.Text.TrimEnd());
        return answer.IsGood ? ExitCode.Done : ExitCode.BadInput;
    }
}
