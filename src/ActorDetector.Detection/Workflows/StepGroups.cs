namespace ActorDetector.Detection.Workflows;

/// <summary>Cuts a session into groups of keys that come in any order: sessions that differ only in the order of concurrent keys have the same
/// groups.</summary>
/// <remarks>Foata's normal form of a trace: a key belongs to the group after the last one that has a key it keeps its order with. Unlike
/// the textbook's, a key's repeats share a group.</remarks>
internal static class StepGroups
{
    /// <summary>The groups in order, each with its keys ascending.</summary>
    public static List<List<KeyPlaces>> Of(ReadOnlySpan<ushort> keys, ConcurrentKeys concurrent)
    {
        List<List<KeyPlaces>> groups = [];
        Dictionary<ushort, int> last = [];
        int fence = -1;
        for (int place = 0; place < keys.Length; place++)
        {
            ushort key = keys[place];
            int group;
            if (concurrent.Contains(key))
                last[key] = group = GroupOf(key, last, concurrent, fence + 1);
            else
                fence = group = groups.Count > 0 && groups[^1] is [{ Key: var only }] && only == key ? groups.Count - 1 : groups.Count;
            if (group == groups.Count)
                groups.Add([]);
            Add(groups[group], key, place);
        }

        return groups;
    }

    // Only keys that are concurrent with some other are looked through, and they are few.
    private static int GroupOf(ushort key, Dictionary<ushort, int> last, ConcurrentKeys concurrent, int group)
    {
        foreach ((ushort other, int its) in last)
        {
            if (other == key)
                group = Math.Max(group, its);
            else if (its >= group && !concurrent.Contains(key, other))
                group = its + 1;
        }

        return group;
    }

    private static void Add(List<KeyPlaces> group, ushort key, int place)
    {
        int at = 0;
        while (at < group.Count && group[at].Key < key)
            at++;
        if (at == group.Count || group[at].Key != key)
            group.Insert(at, new KeyPlaces(key, []));
        group[at].Places.Add(place);
    }
}
