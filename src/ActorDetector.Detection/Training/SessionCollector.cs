using System.Runtime.InteropServices;
using System.Text;
using ActorDetector.Detection.Events;
using ActorDetector.Detection.Sessions;
using ActorDetector.Logs.Formats;
using ActorDetector.Logs.Sessions;

namespace ActorDetector.Detection.Training;

/// <summary>Gathers the events of the training input by session.</summary>
public sealed class SessionCollector
{
    private readonly SessionTable _table;
    private readonly bool _bounded;
    private readonly bool _named;
    private readonly bool _lines;
    private readonly List<TrainingSession> _sessions = [];
    private readonly PagedArray<int> _numbers = new();
    private readonly WindowPanes _panes;
    private readonly LineIntervals _intervals = new();

    /// <summary>A collector without sessions.</summary>
    /// <param name="options">What makes events one session.</param>
    /// <param name="bounded">Whether sessions end by themselves.</param>
    /// <param name="named">Whether sessions keep the identifiers of their entities.</param>
    /// <param name="lines">Whether sessions keep the line of each event.</param>
    public SessionCollector(SessionOptions options, bool bounded, bool named = false, bool lines = false)
    {
        _named = named;
        _lines = lines;
        _table = new SessionTable(options);
        _panes = new WindowPanes(options);
        _bounded = bounded;
    }

    /// <summary>The time since the line before of each event's session in the block added last, in ticks, as detectors of events have it.</summary>
    public ReadOnlySpan<long> ElapsedTicks => _intervals.Ticks;

    /// <summary>Events added.</summary>
    public long Events { get; private set; }

    /// <summary>The earliest time of an event, ticks UTC; of no event the greatest there is.</summary>
    public long FirstTime { get; private set; } = long.MaxValue;

    /// <summary>The latest time of an event, ticks UTC; of no event the least there is.</summary>
    public long LastTime { get; private set; } = long.MinValue;

    /// <summary>The sessions so far, in the order of opening.</summary>
    public IReadOnlyList<TrainingSession> Sessions => _sessions;

    /// <summary>Adds the events of a block.</summary>
    public void Add(EventBlock block)
    {
        ArgumentNullException.ThrowIfNull(block);
        _intervals.Begin(block.Count);
        for (int i = 0; i < block.Count; i++)
        {
            ref readonly EventRow row = ref block[i];
            int slot = _table.Observe(block.Entity(i), row.Time, row.Opens, out bool opened);
            MarkClosed();
            if (opened)
            {
                _numbers.Grow(slot + 1);
                _numbers[slot] = _sessions.Count;
                _intervals.Open(slot);
                _panes.Open(slot, row.Time);
                _sessions.Add(new TrainingSession
                {
                    Entity = _named ? Encoding.UTF8.GetString(block.Entity(i)) : "",
                    Weight = row.Weight,
                    FirstLine = new EventLine(block.Source, row.LineNumber, row.Labelled),
                });
            }

            _intervals.Add(i, slot, row.Time);
            TrainingSession session = _sessions[_numbers[slot]];
            session.Keys.Add(row.Key);
            session.HasLabelledLine |= row.Labelled;
            session.LastLine = new EventLine(block.Source, row.LineNumber, row.Labelled);
            if (_lines)
                session.AddLine(session.LastLine);
            if (row.Time != ParsedLine.NoTime)
                (FirstTime, LastTime) = (Math.Min(FirstTime, row.Time), Math.Max(LastTime, row.Time));
            if (!_bounded)
                session.AddPlace(Events);
            Events++;
        }
    }

    /// <summary>Closes the sessions still open: the input has ended.</summary>
    public void Finish()
    {
        _table.CloseAll();
        MarkClosed();
    }

    private void MarkClosed()
    {
        for (int i = 0; i < _table.Closed.Count; i++)
        {
            ClosedSession closed = _table.Closed[i];
            TrainingSession session = _sessions[_numbers[closed.Slot]];
            session.Ended = _bounded && SessionBounds.IsOwnEnd(closed.Reason);
            session.IsCut = SessionBounds.IsCut(closed.Reason);
            if (!_panes.Overlap)
                continue;
            (session.Window, session.HasLabelledLine) = _panes.Close(closed.Slot, CollectionsMarshal.AsSpan(session.Keys), session.HasLabelledLine, closed.Reason);
        }
    }
}
