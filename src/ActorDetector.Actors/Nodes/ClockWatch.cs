namespace ActorDetector.Actors.Nodes;

/// <summary>Says when the machine's clock was set while the node runs.</summary>
/// <param name="time">The node's own clock.</param>
public sealed class ClockWatch(SteadyTime time)
{
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(5);

    /// <summary>What is wrong; null when the clocks agree.</summary>
    public string? Trouble => time.Jump.Duration() is var jump && jump > Most
        ? $"the machine's clock was set {(time.Jump > TimeSpan.Zero ? "forward" : "back")} by {jump:c} since the node was started: arrivals go on by the old time, sessions are not closed by it; start the node again to take the new time"
        : null;
}
