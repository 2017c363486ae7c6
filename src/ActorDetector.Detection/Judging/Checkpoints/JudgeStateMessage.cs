using ActorDetector.Logs.Sessions;

namespace ActorDetector.Detection.Judging.Checkpoints;

/// <summary>What a judge knows besides its sessions, as bytes.</summary>
internal static class JudgeStateMessage
{
    /// <summary>Writes it.</summary>
    /// <param name="state">The sessions' common state.</param>
    /// <param name="delta">The number of the next delta.</param>
    public static byte[] Write(in SessionTableState state, long delta) => CheckpointSeal.Close(CheckpointKind.Judge, new Wire.JudgeState
    {
        Version = CheckpointSeal.Version,
        Opened = state.Opened,
        Passive = state.Passive,
        Used = state.Used,
        FirstTime = state.FirstTime,
        Now = state.Now,
        Arrived = state.Arrived,
        IsLastFull = state.IsLastFull,
        Delta = delta,
    });

    /// <summary>Reads it.</summary>
    /// <exception cref="FormatException">It is damaged, or of something else.</exception>
    public static (SessionTableState State, long Delta) Read(ReadOnlySpan<byte> bytes)
    {
        Wire.JudgeState state = CheckpointSeal.Open(CheckpointKind.Judge, Wire.JudgeState.Parser, bytes);
        CheckpointSeal.RequireVersion(state.Version, CheckpointKind.Judge);
        CheckpointSeal.Require(state is { Passive: >= 0, Used: >= 0, Delta: > 0 }, CheckpointKind.Judge, "a number is negative");
        return (
            new SessionTableState(state.Opened, state.Passive, state.Used, state.FirstTime, state.Now, state.Arrived, state.IsLastFull), state.Delta);
    }
}
