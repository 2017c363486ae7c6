using ActorDetector.Actors.Clusters;

namespace ActorDetector.Actors.Tests.Clusters.Simulation;

/// <summary>A node of a simulated cluster.</summary>
internal sealed class SimulatedNode(string name, int shards, TimeSpan nextBeat)
{
    public string Name => name;

    public TimeSpan NextBeat { get; set; } = nextBeat;

    public Placing Placing { get; set; } = Placing.Nothing(shards);

    public Placing? Before { get; set; }

    public bool IsDraining { get; set; }
}
