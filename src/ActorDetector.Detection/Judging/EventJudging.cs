using ActorDetector.Detection.Detectors;
using ActorDetector.Detection.Events;
using ActorDetector.Detection.Sessions;
using ActorDetector.Detection.Unseen;

namespace ActorDetector.Detection.Judging;

/// <summary>What is found of the events of a block before the next-key model is asked: which log key a line without a template means, and what
/// the detectors of single events say. Not for two threads at once.</summary>
/// <param name="detectors">The detectors of single events, by their names.</param>
/// <param name="unseen">Resolves lines that no template matched; null when they stay unseen.</param>
/// <param name="intervals">The times between the lines of sessions, where there are detectors.</param>
internal sealed class EventJudging(IReadOnlyList<(string Name, IEventDetector Detector)> detectors, UnseenResolver? unseen, LineIntervals intervals)
{
    private readonly List<FoundEvent> _found = [];
    private readonly List<EventVerdict> _verdicts = [];
    private JudgedEvent[] _events = new JudgedEvent[1024];

    /// <summary>What the detectors found in the last block, in the order of the detectors and then of the events.</summary>
    public IReadOnlyList<FoundEvent> Found => _found;

    /// <summary>What was found of an event of the last block.</summary>
    public JudgedEvent this[int index] => _events[index];

    /// <summary>Forgets the block before.</summary>
    public void Begin(int events)
    {
        _found.Clear();
        intervals.Begin(events);
        if (_events.Length < events)
            _events = new JudgedEvent[Math.Max(events, _events.Length * 2)];
    }

    /// <summary>Takes in an event, and returns the log key that it is judged by.</summary>
    public ushort Add(EventBlock block, int index, int slot)
    {
        if (detectors.Count > 0)
            intervals.Add(index, slot, block[index].Time);
        _events[index] = Resolve(block, index);
        return _events[index].Key;
    }

    /// <summary>Asks the detectors about all events of the block.</summary>
    public void Finish(EventBlock block)
    {
        foreach ((string name, IEventDetector detector) in detectors)
        {
            _verdicts.Clear();
            detector.Judge(block, intervals.Ticks[..block.Count], _verdicts);
            foreach (EventVerdict verdict in _verdicts)
            {
                _found.Add(new FoundEvent(name, verdict));
                _events[verdict.Event] = _events[verdict.Event] with { Found = true };
            }
        }
    }

    private JudgedEvent Resolve(EventBlock block, int index)
    {
        ref readonly EventRow row = ref block[index];
        if (row.Key != LogKey.Unseen || unseen is null || row.CarriesKey)
            return new JudgedEvent(row.Key, Repeats: false, Found: false);
        ushort key = unseen.Resolve(block.Content(index), out UnseenSighting sighting);
        return new JudgedEvent(key, key == LogKey.Unseen && sighting.Number > 1, Found: false);
    }
}
