namespace ActorDetector.Simulation;

/// <summary>A kind of host and the life cycle of the sessions that it serves.</summary>
internal abstract class Workload
{
    /// <summary>What its hosts are called, before their number.</summary>
    public abstract string HostName { get; }

    /// <summary>What its sessions' identifiers begin with.</summary>
    public abstract string SessionPrefix { get; }

    /// <summary>How many of 100 sessions of a fleet with all workloads are of this one.</summary>
    public abstract int Weight { get; }

    /// <summary>Messages that a normal session never has.</summary>
    public abstract IReadOnlyList<Message> Faults { get; }

    /// <summary>Lays down what a normal session writes, from a first step to a last one that is always the same.</summary>
    /// <param name="plan">Receives the steps.</param>
    /// <param name="hosts">How many hosts the workload has.</param>
    public abstract void Plan(SessionPlan plan, int hosts);
}
