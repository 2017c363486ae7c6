using ActorDetector.Detection.Detectors;
using ActorDetector.Logs.Formats;
using ActorDetector.Logs.Sessions;

namespace ActorDetector.Detection.Sessions;

/// <summary>How long after the line before of its session each line came, by the session's slot. Lines without a time are passed over.</summary>
internal sealed class LineIntervals
{
    private readonly PagedArray<long> _last = new();
    private long[] _elapsed = [];

    /// <summary>The ticks by the event's place in its block, or <see cref="IEventDetector.NoElapsed"/>; a time that goes back is 0.</summary>
    public ReadOnlySpan<long> Ticks => _elapsed;

    /// <summary>Begins a block.</summary>
    public void Begin(int events)
    {
        if (_elapsed.Length < events)
            _elapsed = new long[Math.Max(events, _elapsed.Length * 2)];
    }

    /// <summary>Begins the session of a slot.</summary>
    public void Open(int slot)
    {
        _last.Grow(slot + 1);
        _last[slot] = ParsedLine.NoTime;
    }

    /// <summary>The time of the last timed line of the session of a slot, or <see cref="ParsedLine.NoTime"/>.</summary>
    public long Last(int slot) => _last[slot];

    /// <summary>Puts back what <see cref="Last"/> gave.</summary>
    public void Restore(int slot, long last) => _last[slot] = last;

    /// <summary>Takes in an event.</summary>
    /// <param name="index">Its place in the block.</param>
    /// <param name="slot">The slot of its session.</param>
    /// <param name="time">Its time, or <see cref="ParsedLine.NoTime"/>.</param>
    public void Add(int index, int slot, long time)
    {
        ref long last = ref _last[slot];
        _elapsed[index] = last == ParsedLine.NoTime || time == ParsedLine.NoTime ? IEventDetector.NoElapsed : Math.Max(0, time - last);
        if (time != ParsedLine.NoTime)
            last = time;
    }
}
