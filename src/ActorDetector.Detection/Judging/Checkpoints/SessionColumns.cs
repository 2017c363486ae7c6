using Google.Protobuf.Collections;

namespace ActorDetector.Detection.Judging.Checkpoints;

/// <summary>Checks that the columns of a message of sessions belong together, so that a reader of them cannot go astray.</summary>
internal static class SessionColumns
{
    private const int MostIdentifierBytes = 256;

    /// <summary>Checks all columns.</summary>
    /// <param name="columns">The columns.</param>
    /// <param name="keys">Log keys of the vocabulary.</param>
    /// <exception cref="FormatException">They do not belong together, or a value cannot be.</exception>
    public static void Check(Wire.Sessions columns, int keys)
    {
        int count = columns.IdentifierLengths.Count;
        ulong windows = (ulong)count * columns.Window;
        Require(
            AreAll(count, columns.Numbers.Count, columns.Events.Count, columns.Times.Count, columns.Seen.Count, columns.Used.Count, columns.Arrived.Count)
            && AreAll(count, columns.Sources.Count, columns.LastLines.Count, columns.LastTimes.Count, columns.LastTimed.Count, columns.KeyCounts.Count)
            && (ulong)columns.Windows.Count == windows
            && columns.Events.All(events => events > 0)
            && columns.Used.All(used => used > 0));
        Require(IsText(columns.IdentifierLengths, columns.Identifiers.Length) && IsText(columns.GoneLengths, columns.Gone.Length));
        Require(Sum(columns.KeyCounts) == (ulong)columns.Keys.Count && AreKeys(columns.Windows, keys) && AreKeys(columns.Keys, keys));
        Require(IsOptional(count, columns.Origins.Count, columns.Positions.Count));
        CheckWorst(columns, count, windows, keys);
        CheckPanes(columns, count, keys);
    }

    private static void CheckWorst(Wire.Sessions columns, int count, ulong windows, int keys)
    {
        int worst = columns.Ranks.Count;
        Require(worst == 0 || worst == count);
        Require(
            AreAll(worst, columns.LogProbabilities.Count, columns.WorstRanks.Count, columns.WorstKeys.Count, columns.WorstFlags.Count)
            && AreAll(worst, columns.WorstSources.Count, columns.WorstLines.Count, columns.WorstTimes.Count)
            && IsOptional(worst, columns.WorstOrigins.Count, columns.WorstPositions.Count)
            && (ulong)columns.WorstWindows.Count == (worst == 0 ? 0 : windows)
            && AreKeys(columns.WorstKeys, keys)
            && AreKeys(columns.WorstWindows, keys)
            && columns.Ranks.All(rank => rank >= 0)
            && columns.WorstRanks.All(rank => rank >= 0)
            && !columns.LogProbabilities.Any(float.IsNaN));
    }

    private static void CheckPanes(Wire.Sessions columns, int count, int keys)
    {
        int panes = columns.PaneBegins.Count;
        Require(panes == 0 || panes == count);
        Require(
            columns.PaneCounts.Count == panes
            && Sum(columns.PaneCounts) == (ulong)columns.PaneStarts.Count
            && columns.PaneLengths.Count == columns.PaneStarts.Count
            && Sum(columns.PaneLengths) == (ulong)columns.PaneKeys.Count
            && AreKeys(columns.PaneKeys, keys));
    }

    private static void Require(bool holds) => CheckpointSeal.Require(holds, CheckpointKind.Sessions, "its columns do not belong together");

    private static bool AreAll(int count, params ReadOnlySpan<int> counts) => !counts.ContainsAnyExcept(count);

    private static bool IsOptional(int count, params ReadOnlySpan<int> counts) => AreAll(count, counts) || AreAll(0, counts);

    private static bool AreKeys(RepeatedField<uint> column, int keys) => column.All(key => key < keys);

    private static bool IsText(RepeatedField<uint> lengths, int bytes) =>
        lengths.All(length => length <= MostIdentifierBytes) && Sum(lengths) == (ulong)bytes;

    private static ulong Sum(RepeatedField<uint> column) => column.Aggregate(0UL, (sum, value) => sum + value);
}
