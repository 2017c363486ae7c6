using ActorDetector.Actors.Stores;
using ActorDetector.Detection.Events;
using ActorDetector.Detection.Judging;
using ActorDetector.Detection.Judging.Checkpoints;
using ActorDetector.Logs.Formats;
using ActorDetector.Logs.Text;

namespace ActorDetector.Actors.Shards;

/// <summary>The sessions of a shard that are in the store only: put back when a line of theirs comes, or when they are over. Not for two threads at
/// once.</summary>
internal sealed class PassiveSessions
{
    // Put back at once: a bounded part of all that may be due.
    private const int MostAtOnce = 1000;

    private const long FewestFiltered = 1 << 16;

    private readonly int _shard;
    private readonly IShardStore _store;
    private readonly HashSet<byte[]> _activated = new(ByteRunComparer.Instance);
    private readonly HashSet<byte[]> _wanted = new(ByteRunComparer.Instance);
    private PassiveFilter? _filter;

    // Nothing passive was seen, or arrived, before these.
    private long _leastSeen = long.MaxValue;
    private long _leastArrived = long.MaxValue;

    private PassiveSessions(int shard, IShardStore store, CancellationToken letGo) => (_shard, _store, LetGo) = (shard, store, letGo);

    /// <summary>How many there are.</summary>
    public long Count { get; private set; }

    /// <summary>From when on the store is waited for no longer.</summary>
    public CancellationToken LetGo { get; }

    /// <summary>Those that the store has.</summary>
    /// <param name="shard">The shard.</param>
    /// <param name="store">The store.</param>
    /// <param name="count">How many it has.</param>
    /// <param name="letGo">Waits for the store no longer, from then on.</param>
    /// <param name="cancellation">Ends the restoring.</param>
    public static async Task<PassiveSessions> RestoreAsync(int shard, IShardStore store, long count, CancellationToken letGo, CancellationToken cancellation)
    {
        var passive = new PassiveSessions(shard, store, letGo) { Count = count };
        if (count > 0)
        {
            (passive._leastSeen, passive._leastArrived) = (long.MinValue, long.MinValue);
            await passive.ReadFilterAsync(cancellation).ConfigureAwait(false);
        }

        return passive;
    }

    /// <summary>Takes sessions out of a judge's memory, until it has no more than it may.</summary>
    public IReadOnlyList<PassiveSession> Passivate(LogJudge judge, int maxResident, string model)
    {
        if (judge.Resident <= maxResident)
            return [];
        // Some more than needed, so that it is not done again at once.
        List<PassiveSession> gone = [];
        foreach (PassivatedSession session in judge.Passivate(maxResident - (maxResident / 16)))
        {
            gone.Add(new PassiveSession(session.Entity, session.Seen, session.Used, session.Arrived, PassiveContent.Write(model, session.Content)));
            (_leastSeen, _leastArrived) = (Math.Min(_leastSeen, session.Seen), Math.Min(_leastArrived, session.Arrived));
            _activated.Remove(session.Entity); // its row is replaced
        }

        Count += gone.Count;
        Remember(gone);
        return gone;
    }

    /// <summary>Puts those back that a block's events belong to, or that are over by its times, or that must make room.</summary>
    public async ValueTask ActivateAsync(LogJudge judge, EventBlock events, Func<string, ReadOnlyMemory<byte>, ValueTask<byte[]>> translate)
    {
        if (Count == 0)
            return;
        if (_filter!.IsFull)
            await ReadFilterAsync(LetGo).ConfigureAwait(false);
        int fresh = Want(judge, events);
        long over = judge.SeenBefore(events);
        if (over != ParsedLine.NoTime && _leastSeen < over)
        {
            await PutBackAsync(judge, over, int.MaxValue, translate).ConfigureAwait(false);
            _leastSeen = over;
        }

        if (_wanted.Count > 0)
        {
            IReadOnlyList<PassiveSession> found = await _store.ReadPassiveAsync(_shard, [.. _wanted.Where(entity => !judge.IsResident(entity))], LetGo).ConfigureAwait(false);
            await PutBackAsync(judge, found, int.MaxValue, translate).ConfigureAwait(false);
            _wanted.Clear();
        }

        // Where all that may be open is open, the session used least recently gives way to a new one, wherever it is.
        if (judge.Free < fresh && Count > 0)
            await PutBackAsync(judge, long.MaxValue, fresh - Math.Max(0, judge.Free), translate).ConfigureAwait(false);
    }

    /// <summary>Puts some of those back whose last line arrived before a time.</summary>
    /// <param name="judge">Takes them.</param>
    /// <param name="arrivedBefore">The time: ticks UTC.</param>
    /// <param name="after">Where the last call ended; <see cref="long.MinValue"/> at first.</param>
    /// <param name="translate">Brings them into the log keys of the model that judges.</param>
    /// <returns>Where to go on; null when there are no more.</returns>
    public async ValueTask<long?> ActivateIdleAsync(LogJudge judge, long arrivedBefore, long after, Func<string, ReadOnlyMemory<byte>, ValueTask<byte[]>> translate)
    {
        if (Count == 0 || _leastArrived >= arrivedBefore)
            return null;
        IReadOnlyList<PassiveSession> page = await ReadAsync(long.MinValue, arrivedBefore, after, MostAtOnce).ConfigureAwait(false);
        await PutBackAsync(judge, page, int.MaxValue, translate).ConfigureAwait(false);
        if (page.Count > 0)
            return page[^1].Used;
        _leastArrived = arrivedBefore;
        return null;
    }

    /// <summary>The entities that were put back since this was last asked.</summary>
    public IReadOnlyList<byte[]> TakeActivated()
    {
        byte[][] taken = [.. _activated];
        _activated.Clear();
        return taken;
    }

    // All that are passive are in the store: they were committed before the next block came. Those that are passive no longer go out of the filter.
    private async ValueTask ReadFilterAsync(CancellationToken cancellation)
    {
        var filter = new PassiveFilter(Math.Max(FewestFiltered, 2 * Count));
        await foreach (byte[] entity in _store.ReadPassiveEntitiesAsync(_shard, cancellation).ConfigureAwait(false))
            filter.Add(entity);
        _filter = filter;
    }

    private ValueTask<IReadOnlyList<PassiveSession>> ReadAsync(long seen, long arrived, long after, int most) =>
        _store.ReadPassiveBeforeAsync(_shard, seen, arrived, after, most, LetGo);

    private int Want(LogJudge judge, EventBlock events)
    {
        int absent = 0;
        for (int i = 0; i < events.Count; i++)
        {
            ReadOnlySpan<byte> identifier = judge.Identifier(events.Entity(i));
            if (judge.IsResident(identifier))
                continue;
            absent++;
            if (_filter!.MayHave(identifier) && !_activated.GetAlternateLookup<ReadOnlySpan<byte>>().Contains(identifier))
                _wanted.GetAlternateLookup<ReadOnlySpan<byte>>().Add(identifier);
        }

        return absent;
    }

    private async ValueTask PutBackAsync(LogJudge judge, long seen, int most, Func<string, ReadOnlyMemory<byte>, ValueTask<byte[]>> translate)
    {
        IReadOnlyList<PassiveSession> page = [];
        do
        {
            page = await ReadAsync(seen, long.MinValue, page.Count > 0 ? page[^1].Used : long.MinValue, MostAtOnce).ConfigureAwait(false);
            most -= await PutBackAsync(judge, page, most, translate).ConfigureAwait(false);
        }
        while (page.Count > 0 && most > 0);
    }

    // Those that were put back since the last commit still have their rows.
    private async ValueTask<int> PutBackAsync(LogJudge judge, IReadOnlyList<PassiveSession> sessions, int most, Func<string, ReadOnlyMemory<byte>, ValueTask<byte[]>> translate)
    {
        int count = 0;
        foreach (PassiveSession session in sessions.Where(session => !_activated.Contains(session.Entity)).Take(most))
        {
            (string model, ReadOnlyMemory<byte> content) = PassiveContent.Read(session.Content);
            judge.Activate(await translate(model, content).ConfigureAwait(false));
            _activated.Add(session.Entity);
            Count--;
            count++;
        }

        return count;
    }

    private void Remember(List<PassiveSession> sessions)
    {
        _filter ??= new PassiveFilter(FewestFiltered);
        foreach (PassiveSession session in sessions)
            _filter.Add(session.Entity);
    }
}
