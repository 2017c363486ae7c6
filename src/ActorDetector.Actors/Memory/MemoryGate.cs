namespace ActorDetector.Actors.Memory;

/// <summary>Whether lines are taken, by how much memory the process has: closed from 85 % of the ceiling on, open again from 75 % down. What is above is
/// the room of what is under way when it closes.</summary>
/// <param name="Ceiling">Most memory of the process in bytes.</param>
/// <param name="IsClosed">Whether no lines are taken.</param>
public readonly record struct MemoryGate(long Ceiling, bool IsClosed = false)
{
    /// <summary>The gate after the process was seen to have so many bytes.</summary>
    public MemoryGate After(long used) => this with { IsClosed = used > Ceiling / 100 * (IsClosed ? 75 : 85) };
}
