using System.Runtime.InteropServices;
using ActorDetector.Detection.Events;
using Google.Protobuf;
using Google.Protobuf.Collections;

namespace ActorDetector.Detection.Judging.Checkpoints;

/// <summary>Writes sessions column by column.</summary>
/// <param name="window">Keys of a window.</param>
internal sealed class SessionWriter(int window)
{
    private readonly Wire.Sessions _columns = new() { Version = CheckpointSeal.Version, Window = (uint)window };
    private readonly TextBuffer _identifiers = new(256);
    private readonly TextBuffer _gone = new(0);

    /// <summary>Whether there is nothing to write.</summary>
    public bool IsEmpty => _columns.IdentifierLengths.Count == 0 && _columns.GoneLengths.Count == 0;

    /// <summary>Adds a session that is not here any more.</summary>
    public void AddGone(ReadOnlySpan<byte> identifier) => _columns.GoneLengths.Add((uint)_gone.Add(identifier).Length);

    /// <summary>Adds a session.</summary>
    public void Add(SavedSession session)
    {
        Wire.Sessions to = _columns;
        to.IdentifierLengths.Add((uint)_identifiers.Add(session.IdentifierBytes).Length);
        to.Numbers.Add(session.Row.Number);
        to.Events.Add(session.Row.Events);
        to.Times.Add(session.Row.Time);
        to.Seen.Add(session.Row.Seen);
        to.Used.Add(session.Row.Used);
        to.Arrived.Add(session.Row.Arrived);
        to.Sources.Add(0);
        to.Origins.Add(session.State.Source);
        to.Positions.Add(session.State.LastPosition);
        to.LastLines.Add(session.State.LastLine);
        to.LastTimes.Add(session.State.LastTime);
        to.LastTimed.Add(session.LastTimed);
        Add(to.Windows, session.Window);
        to.KeyCounts.Add((uint)session.Keys.Count);
        Add(to.Keys, session.Keys);
        if (session.WorstWindow.Count > 0)
            AddWorst(session.Worst, session.WorstWindow);
        if (session.HasPanes)
            AddPanes(session.PaneStart, session.Panes);
    }

    /// <summary>The message of all that was added.</summary>
    public byte[] ToBytes()
    {
        _columns.Identifiers = ByteString.CopyFrom(_identifiers.Bytes);
        _columns.Gone = ByteString.CopyFrom(_gone.Bytes);
        return CheckpointSeal.Close(CheckpointKind.Sessions, _columns);
    }

    private void AddWorst(in WorstEvent worst, List<ushort> keys)
    {
        Wire.Sessions to = _columns;
        to.Ranks.Add(worst.Rank);
        to.LogProbabilities.Add(worst.LogProbability);
        to.WorstRanks.Add(worst.WorstRank);
        to.WorstKeys.Add(worst.Key);
        to.WorstFlags.Add((worst.Told ? SessionReader.Told : 0) | (worst.Anomalous ? SessionReader.Anomalous : 0));
        to.WorstSources.Add(0);
        to.WorstOrigins.Add(worst.Source);
        to.WorstPositions.Add(worst.Position);
        to.WorstLines.Add(worst.Line);
        to.WorstTimes.Add(worst.Time);
        Add(to.WorstWindows, keys);
    }

    private void AddPanes(long begin, List<(long Start, ushort[] Keys)> panes)
    {
        Wire.Sessions to = _columns;
        to.PaneBegins.Add(begin);
        to.PaneCounts.Add((uint)panes.Count);
        foreach ((long start, ushort[] keys) in panes)
        {
            to.PaneStarts.Add(start);
            to.PaneLengths.Add((uint)keys.Length);
            foreach (ushort key in keys)
                to.PaneKeys.Add(key);
        }
    }

    private static void Add(RepeatedField<uint> column, List<ushort> keys)
    {
        foreach (ushort key in CollectionsMarshal.AsSpan(keys))
            column.Add(key);
    }
}
