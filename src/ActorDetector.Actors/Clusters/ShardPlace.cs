namespace ActorDetector.Actors.Clusters;

/// <summary>Where a shard is.</summary>
/// <param name="Shard">The shard.</param>
/// <param name="Owner">The node that took it last; empty when none did.</param>
/// <param name="OwnerRun">The run of that node.</param>
/// <param name="Epoch">The epoch of that; 0 when none did.</param>
/// <param name="Assigned">The node that it is to be at; empty when the coordinator has not said.</param>
/// <param name="AssignedFor">For how long that has been so.</param>
public sealed record ShardPlace(int Shard, string Owner, Guid OwnerRun, long Epoch, string Assigned, TimeSpan AssignedFor)
{
    /// <summary>For how long its owner has had it.</summary>
    public TimeSpan OwnedFor { get; init; } = TimeSpan.MaxValue;
}
