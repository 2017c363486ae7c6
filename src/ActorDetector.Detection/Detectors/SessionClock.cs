using ActorDetector.Detection.Events;
using ActorDetector.Logs.Formats;
using ActorDetector.Logs.Sessions;

namespace ActorDetector.Detection.Detectors;

/// <summary>Says of each event which session it belongs to and how long after the session's line before it came: what detectors of events
/// look at, where no judge keeps the sessions. Not for two threads at once.</summary>
public sealed class SessionClock
{
    private readonly SessionTable _table;
    private readonly PagedArray<(int Number, long Time)> _last = new();
    private int[] _sessions = [];
    private long[] _elapsed = [];
    private int _count;
    private int _opened;

    /// <summary>A clock without sessions.</summary>
    /// <param name="options">What makes events one session.</param>
    public SessionClock(SessionOptions options) => _table = new SessionTable(options);

    /// <summary>The number of each event's session, from 0 in the order of opening.</summary>
    public ReadOnlySpan<int> Sessions => _sessions.AsSpan(0, _count);

    /// <summary>Ticks since the line before of each event's session, or <see cref="IEventDetector.NoElapsed"/>; a time that goes back is
    /// 0.</summary>
    public ReadOnlySpan<long> ElapsedTicks => _elapsed.AsSpan(0, _count);

    /// <summary>Takes in the next block of the stream.</summary>
    public void Observe(EventBlock block)
    {
        ArgumentNullException.ThrowIfNull(block);
        _count = block.Count;
        if (_sessions.Length < _count)
            (_sessions, _elapsed) = (new int[_count], new long[_count]);
        for (int i = 0; i < _count; i++)
        {
            ref readonly EventRow row = ref block[i];
            int slot = _table.Observe(block.Entity(i), row.Time, row.Opens, out bool opened);
            _last.Grow(slot + 1);
            ref (int Number, long Time) last = ref _last[slot];
            if (opened)
                last = (_opened++, ParsedLine.NoTime);
            _sessions[i] = last.Number;
            _elapsed[i] = Elapsed(last.Time, row.Time);
            if (row.Time != ParsedLine.NoTime)
                last.Time = row.Time;
        }
    }

    private static long Elapsed(long before, long now) =>
        before == ParsedLine.NoTime || now == ParsedLine.NoTime ? IEventDetector.NoElapsed : Math.Max(0, now - before);
}
