using ActorDetector.Logs.Sessions;
using Google.Protobuf.Collections;

namespace ActorDetector.Detection.Judging.Checkpoints;

/// <summary>Reads what a <see cref="SessionWriter"/> wrote, session by session.</summary>
internal sealed class SessionReader
{
    public const uint Told = 1;
    public const uint Anomalous = 2;

    private readonly Wire.Sessions _columns;
    private int _next;
    private int _gone;
    private int _identifierAt;
    private int _goneAt;
    private int _keyAt;
    private int _paneAt;
    private int _paneKeyAt;

    /// <summary>A reader of a message.</summary>
    /// <param name="bytes">The message.</param>
    /// <param name="keys">Log keys of the vocabulary.</param>
    /// <exception cref="FormatException">It is none; the message says why.</exception>
    public SessionReader(ReadOnlySpan<byte> bytes, int keys)
    {
        _columns = CheckpointSeal.Open(CheckpointKind.Sessions, Wire.Sessions.Parser, bytes);
        CheckpointSeal.RequireVersion(_columns.Version, CheckpointKind.Sessions);
        SessionColumns.Check(_columns, keys);
    }

    /// <summary>Keys of a window.</summary>
    public uint Window => _columns.Window;

    /// <summary>Sessions in the message.</summary>
    public int Count => _columns.IdentifierLengths.Count;

    /// <summary>The identifier of the next session that is not here any more.</summary>
    /// <returns>False when there is none.</returns>
    public bool NextGone(out ReadOnlySpan<byte> identifier)
    {
        identifier = default;
        if (_gone == _columns.GoneLengths.Count)
            return false;
        identifier = _columns.Gone.Span.Slice(_goneAt, (int)_columns.GoneLengths[_gone++]);
        _goneAt += identifier.Length;
        return true;
    }

    /// <summary>Reads the next session.</summary>
    /// <returns>False when there is none.</returns>
    public bool Next(SavedSession into)
    {
        if (_next == Count)
            return false;
        into.Clear();
        Wire.Sessions from = _columns;
        int at = _next++;
        int length = (int)from.IdentifierLengths[at];
        into.Identifier.AddRange(from.Identifiers.Span.Slice(_identifierAt, length));
        _identifierAt += length;
        into.Row = new SessionRow(from.Numbers[at], from.Events[at], from.Times[at], from.Seen[at], from.Used[at], from.Arrived[at]);
        into.State = new SessionState
        {
            Source = At(from.Origins, at),
            LastLine = from.LastLines[at],
            LastTime = from.LastTimes[at],
            LastPosition = At(from.Positions, at),
        };
        into.LastTimed = from.LastTimed[at];
        int window = (int)from.Window;
        Copy(from.Windows, at * window, window, into.Window);
        Copy(from.Keys, _keyAt, (int)from.KeyCounts[at], into.Keys);
        _keyAt += (int)from.KeyCounts[at];
        if (from.Ranks.Count > 0)
            ReadWorst(at, into);
        if (from.PaneBegins.Count > 0)
            ReadPanes(at, into);
        return true;
    }

    private void ReadWorst(int at, SavedSession into)
    {
        Wire.Sessions from = _columns;
        into.Worst = new WorstEvent
        {
            Rank = from.Ranks[at],
            LogProbability = from.LogProbabilities[at],
            WorstRank = from.WorstRanks[at],
            Key = (ushort)from.WorstKeys[at],
            Told = (from.WorstFlags[at] & Told) != 0,
            Anomalous = (from.WorstFlags[at] & Anomalous) != 0,
            Source = At(from.WorstOrigins, at),
            Line = from.WorstLines[at],
            Time = from.WorstTimes[at],
            Position = At(from.WorstPositions, at),
        };
        Copy(from.WorstWindows, at * (int)from.Window, (int)from.Window, into.WorstWindow);
    }

    private void ReadPanes(int at, SavedSession into)
    {
        into.HasPanes = true;
        into.PaneStart = _columns.PaneBegins[at];
        for (uint pane = 0; pane < _columns.PaneCounts[at]; pane++)
        {
            ushort[] keys = new ushort[_columns.PaneLengths[_paneAt]];
            for (int i = 0; i < keys.Length; i++)
                keys[i] = (ushort)_columns.PaneKeys[_paneKeyAt++];
            into.Panes.Add((_columns.PaneStarts[_paneAt++], keys));
        }
    }

    // Older versions had no such column.
    private static T At<T>(RepeatedField<T> column, int at)
        where T : struct => column.Count == 0 ? default : column[at];

    private static void Copy(RepeatedField<uint> column, int from, int count, List<ushort> into)
    {
        for (int i = from; i < from + count; i++)
            into.Add((ushort)column[i]);
    }
}
