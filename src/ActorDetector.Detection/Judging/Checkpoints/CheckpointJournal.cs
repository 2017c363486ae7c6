using ActorDetector.Logs.Sessions;

namespace ActorDetector.Detection.Judging.Checkpoints;

/// <summary>Which sessions the next delta of a checkpoint must hold, so that no snapshot of all is ever needed: those that changed, and, when old deltas
/// have grown too many, some whose last state is in the oldest, until that can be dropped. Pure.</summary>
/// <remarks>As the cleaner of a log-structured file system (Rosenblum and Ousterhout, SOSP 1991) that always cleans the oldest segment. With as many
/// bytes written again as are new, what is kept stays below about four times the live bytes.</remarks>
public sealed class CheckpointJournal
{
    private const int None = -1;

    // Old deltas cost nothing worth saving until they have so many bytes.
    private const long LeastBytes = 1 << 20;

    // Written again with each delta at least, in bytes: the end of the oldest comes into sight even when next to nothing changes.
    private const long LeastRewritten = 4096;

    private readonly PagedArray<Written> _last = new();
    private readonly SlotList _changed = new();
    private readonly SlotList _saved = new(); // in the order in which they were written
    private readonly Queue<(long Number, long Bytes)> _deltas = new();
    private long _new; // bytes of changed sessions in the delta that is made
    private long _again; // bytes of others in it

    /// <summary>The number of the delta that is made next, from 1.</summary>
    public long Next { get; private set; } = 1;

    /// <summary>The first delta that is needed; <see cref="Next"/> when none is.</summary>
    public long First => _saved.First == None ? Next : _last[_saved.First].Delta;

    /// <summary>Bytes of all deltas that are kept.</summary>
    public long Bytes { get; private set; }

    /// <summary>About how many bytes the last states of all sessions have.</summary>
    public long LiveBytes { get; private set; }

    /// <summary>A session is new, or changed.</summary>
    public void Change(int slot)
    {
        _last.Grow(slot + 1);
        ref Written last = ref _last[slot];
        if (last.Place == Place.Changed)
            return;
        if (last.Place == Place.Saved)
            TakeOut(slot);
        last.Place = Place.Changed;
        _changed.Add(slot);
    }

    /// <summary>A session is gone, and its slot is free for another.</summary>
    /// <returns>Whether a delta holds it, which the next one must take back.</returns>
    public bool Remove(int slot)
    {
        ref Written last = ref _last[slot];
        bool isWritten = last.Delta != 0;
        if (last.Place == Place.Changed)
            _changed.Remove(slot);
        else if (last.Place == Place.Saved)
            TakeOut(slot);
        last = default;
        return isWritten;
    }

    /// <summary>The slot of a session that the delta must hold yet, to be answered by <see cref="Write"/>; -1 when it holds all.</summary>
    public int NextSlot()
    {
        if (_changed.First != None)
            return _changed.First;
        bool isTooMuch = Bytes + _new + _again > Math.Max(LeastBytes, 2 * LiveBytes);
        return isTooMuch && _again < Math.Max(_new, LeastRewritten) && _saved.First != None && _last[_saved.First].Delta < Next ? _saved.First : None;
    }

    /// <summary>A session is in the delta.</summary>
    /// <param name="slot">Its slot.</param>
    /// <param name="bytes">About how many bytes it has.</param>
    public void Write(int slot, int bytes)
    {
        _last.Grow(slot + 1);
        ref Written last = ref _last[slot];
        if (last.Place == Place.Saved)
        {
            TakeOut(slot);
            _again += bytes;
        }
        else
        {
            if (last.Place == Place.Changed)
                _changed.Remove(slot);
            _new += bytes;
        }

        last = new Written { Delta = Next, Bytes = bytes, Place = Place.Saved };
        _saved.Add(slot);
        LiveBytes += bytes;
    }

    /// <summary>The delta is made: the next begins. Those before <see cref="First"/> are needed no longer.</summary>
    /// <param name="bytes">Its bytes.</param>
    public void Close(long bytes)
    {
        _deltas.Enqueue((Next++, bytes));
        Bytes += bytes;
        (_new, _again) = (0, 0);
        while (_deltas.Count > 1 && _deltas.Peek().Number < First)
            Bytes -= _deltas.Dequeue().Bytes;
    }

    /// <summary>Goes on with a later number, as when deltas are read that do not begin at the first.</summary>
    public void GoOn(long next) => Next = Math.Max(Next, next);

    private void TakeOut(int slot)
    {
        _saved.Remove(slot);
        LiveBytes -= _last[slot].Bytes;
    }

    private enum Place : byte
    {
        Unknown,
        Changed,
        Saved,
    }

    private struct Written
    {
        public long Delta; // 0 when none holds it
        public int Bytes;
        public Place Place;
    }
}
