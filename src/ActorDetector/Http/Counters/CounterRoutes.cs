using ActorDetector.Actors.Nodes;

namespace ActorDetector.Http.Counters;

/// <summary>The account of all lines.</summary>
internal static class CounterRoutes
{
    /// <summary>What became of all lines, by source; of one moment: lines = events + skipped + dropped.</summary>
    public static CountersAnswer Get(INode node) => new(SourceCounters.Of(node.Status));
}
