using System.Runtime.InteropServices;

namespace ActorDetector.Detection.Workflows;

/// <summary>Which log keys of a task come in any order: those of which some pair of occurrences, as the second a and the first b, came in both
/// orders in training. The turns of a strict loop (a b a b) never do.</summary>
/// <remarks>The independence relation of trace theory (Mazurkiewicz, 1977). At most <see cref="MostKeys"/> keys and the first
/// <see cref="MostTimes"/> occurrences of each are looked at, so that the work and the table are bounded.</remarks>
internal sealed class ConcurrentKeys
{
    /// <summary>Most distinct keys of a task that are looked at; the others keep their order.</summary>
    public const int MostKeys = 256;

    /// <summary>Most occurrences of a key in a session that are looked at.</summary>
    public const int MostTimes = 32;

    private readonly HashSet<uint> _pairs;
    private readonly HashSet<ushort> _keys = [];

    /// <summary>Pairs as they were found.</summary>
    public ConcurrentKeys(IEnumerable<(ushort One, ushort Other)> pairs)
    {
        _pairs = [];
        foreach ((ushort one, ushort other) in pairs)
        {
            _pairs.Add(Pair(one, other));
            _pairs.Add(Pair(other, one));
            _keys.Add(one);
            _keys.Add(other);
        }
    }

    /// <summary>The pairs, lesser key first, ascending.</summary>
    public IEnumerable<(ushort One, ushort Other)> Pairs =>
        _pairs.Order().Select(pair => ((ushort)(pair >> 16), (ushort)pair)).Where(pair => pair.Item1 < pair.Item2);

    /// <summary>Whether the two come in any order.</summary>
    public bool Contains(ushort one, ushort other) => _pairs.Contains(Pair(one, other));

    /// <summary>Whether the key comes in any order with some other.</summary>
    public bool Contains(ushort key) => _keys.Contains(key);

    /// <summary>Finds the pairs of a task.</summary>
    public static ConcurrentKeys Find(IEnumerable<WorkflowSession> sessions, CancellationToken cancellation)
    {
        // Of the i-th a: how many b came before it at most; and at least, where another b came after it.
        Dictionary<ulong, CountRange> before = [];
        HashSet<ushort> looked = [];
        HashSet<(ushort, ushort)> found = [];
        foreach (WorkflowSession session in sessions)
        {
            cancellation.ThrowIfCancellationRequested();
            Dictionary<ushort, int> totals = Totals(session.Keys.Span, looked);
            Dictionary<ushort, int> soFar = totals.ToDictionary(total => total.Key, _ => 0);
            foreach (ushort key in session.Keys.Span)
            {
                if (!soFar.TryGetValue(key, out int time))
                    continue;
                if (time < MostTimes)
                    Note(before, found, key, time, soFar, totals);
                soFar[key] = time + 1;
            }
        }

        return new ConcurrentKeys(found);
    }

    private static Dictionary<ushort, int> Totals(ReadOnlySpan<ushort> keys, HashSet<ushort> looked)
    {
        Dictionary<ushort, int> totals = [];
        foreach (ushort key in keys)
        {
            if (looked.Contains(key) || (looked.Count < MostKeys && looked.Add(key)))
                totals[key] = totals.GetValueOrDefault(key) + 1;
        }

        return totals;
    }

    private static void Note(
        Dictionary<ulong, CountRange> before,
        HashSet<(ushort, ushort)> found,
        ushort key,
        int time,
        Dictionary<ushort, int> soFar,
        Dictionary<ushort, int> totals)
    {
        foreach ((ushort other, int count) in soFar)
        {
            if (other == key)
                continue;
            ref CountRange range = ref CollectionsMarshal.GetValueRefOrAddDefault(
                before, ((ulong)Pair(key, other) << 32) | (uint)time, out bool known);
            if (!known)
                range = new CountRange(int.MaxValue, 0);
            range = new CountRange(totals[other] > count ? Math.Min(range.Least, count) : range.Least, Math.Max(range.Most, count));
            if (range.Least < range.Most)
                found.Add((key, other));
        }
    }

    private static uint Pair(ushort one, ushort other) => ((uint)one << 16) | other;
}
