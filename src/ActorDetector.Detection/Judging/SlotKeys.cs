using ActorDetector.Logs.Sessions;

namespace ActorDetector.Detection.Judging;

/// <summary>The log keys of open sessions, by slot: runs of a fixed size, linked, so that a million short sessions cost little and a long
/// one no copying. Of a session that is too long the first keys are kept.</summary>
internal sealed class SlotKeys
{
    /// <summary>Most keys that are kept of a session.</summary>
    public const int Most = 100_000;

    private const int Run = 8;
    private const int None = -1;

    private readonly PagedArray<ushort> _runs = new(Run);
    private readonly PagedArray<int> _next = new();
    private readonly PagedArray<Place> _places = new();
    private int _free = None;
    private int _used;

    /// <summary>Begins the session of a slot, which has no keys.</summary>
    public void Open(int slot)
    {
        _places.Grow(slot + 1);
        _places[slot] = new Place { First = None, Last = None };
    }

    /// <summary>Adds a key to the session of a slot.</summary>
    public void Add(int slot, ushort key)
    {
        ref Place place = ref _places[slot];
        if (place.Count == Most)
            return;
        int at = place.Count % Run;
        if (at == 0)
        {
            int run = Take();
            if (place.Last == None)
                place.First = run;
            else
                _next[place.Last] = run;
            place.Last = run;
        }

        _runs.Row(place.Last)[at] = key;
        place.Count++;
    }

    /// <summary>How many keys are kept of the session of a slot.</summary>
    public int Count(int slot) => _places[slot].Count;

    /// <summary>Copies the keys of the session of a slot, and forgets them.</summary>
    /// <param name="slot">The slot.</param>
    /// <param name="keys">As many as <see cref="Count"/> says.</param>
    public void Take(int slot, Span<ushort> keys)
    {
        for (int run = _places[slot].First; run != None; run = _next[run])
        {
            int count = Math.Min(Run, keys.Length);
            _runs.Row(run)[..count].CopyTo(keys);
            keys = keys[count..];
        }

        Forget(slot);
    }

    /// <summary>Adds the keys of the session of a slot to a list.</summary>
    public void Copy(int slot, List<ushort> keys)
    {
        int left = Count(slot);
        for (int run = _places[slot].First; run != None; run = _next[run])
        {
            int count = Math.Min(Run, left);
            keys.AddRange(_runs.Row(run)[..count]);
            left -= count;
        }
    }

    /// <summary>Forgets the keys of the session of a slot.</summary>
    public void Forget(int slot)
    {
        ref Place place = ref _places[slot];
        if (place.Last != None)
        {
            _next[place.Last] = _free;
            _free = place.First;
        }

        place = new Place { First = None, Last = None };
    }

    private int Take()
    {
        int run = _free;
        if (run == None)
        {
            run = _used++;
            _runs.Grow(_used);
            _next.Grow(_used);
        }
        else
        {
            _free = _next[run];
        }

        _next[run] = None;
        return run;
    }

    private struct Place
    {
        public int First;
        public int Last;
        public int Count;
    }
}
