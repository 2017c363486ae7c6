namespace ActorDetector.Detection.Workflows;

/// <summary>What is wrong on a session's way, key by key: a key missing in one place and too many in another is out of order.</summary>
internal sealed class Deviations
{
    private readonly int _length;
    private readonly List<(WorkflowDeviation Found, int State)> _all = [];

    /// <summary>Finds them in a session of a length.</summary>
    public Deviations(WorkflowTask task, IReadOnlyList<AlignedStep> path, int length)
    {
        _length = length;
        int[] nextPlaces = NextPlaces(path, length);
        for (int i = 0; i < path.Count; i++)
        {
            if (!path[i].Fits)
                Compare(path[i].Session, path[i].Step < 0 ? null : task.Totals[path[i].State][path[i].Step], nextPlaces[i], path[i].State);
        }

        FindMoved();
    }

    /// <summary>All, in the order of their places, each with the state before it.</summary>
    public IReadOnlyList<(WorkflowDeviation Found, int State)> All => _all;

    // For every step of the way, where the session went on at or behind it.
    private static int[] NextPlaces(IReadOnlyList<AlignedStep> path, int length)
    {
        int[] places = new int[path.Count];
        int next = length;
        for (int i = path.Count - 1; i >= 0; i--)
            places[i] = next = path[i].Session is { } step ? Math.Min(next, step.FirstPlace) : next;
        return places;
    }

    private void Compare(SessionStep? session, StepTotals? totals, int next, int state)
    {
        Dictionary<ushort, List<int>> came = session is null ? [] : session.Totals().ToDictionary(key => key.Key, key => key.Places);
        int before = _all.Count;
        foreach (ushort key in totals?.Keys ?? [])
        {
            List<int> places = came.GetValueOrDefault(key) ?? [];
            int excess = totals!.Excess(key, session is null ? 0 : totals.CountOf(key, session));
            if (excess < 0)
                Add(next == _length ? DeviationKind.EndedEarly : DeviationKind.Skipped, key, -excess, next, state);
            else if (excess > 0)
                Add(DeviationKind.Repeated, key, excess, places.Count == 0 ? next : places[Math.Max(0, places.Count - excess)], state);
        }

        foreach ((ushort key, List<int> places) in came)
        {
            if (totals?.Has(key) != true)
                Add(DeviationKind.Added, key, places.Count, places[0], state);
        }

        foreach (SessionStep broken in session?.Broken ?? [])
            Compare(broken, totals?.IsTurn(broken) == true ? totals.OneTurn : null, broken.FirstPlace, state);
        if (_all.Count == before && session is not null)
            Add(DeviationKind.OutOfOrder, session.Turns[0][0][0].Key, 1, session.FirstPlace, state);
    }

    private void FindMoved()
    {
        for (int i = 0; i < _all.Count; i++)
        {
            for (int other = 0; other < _all.Count && IsMissing(_all[i].Found); other++)
            {
                int moved = Math.Min(_all[i].Found.Times, _all[other].Found.Times);
                if (moved == 0 || _all[other].Found.Key != _all[i].Found.Key || !IsTooMany(_all[other].Found))
                    continue;
                _all.Add((_all[other].Found with { Kind = DeviationKind.OutOfOrder, Times = moved }, _all[other].State));
                Take(i, moved);
                Take(other, moved);
            }
        }

        _all.RemoveAll(one => one.Found.Times == 0);
        _all.Sort((one, other) => Order(one.Found).CompareTo(Order(other.Found)));
    }

    private void Take(int at, int moved) =>
        _all[at] = (_all[at].Found with { Times = _all[at].Found.Times - moved }, _all[at].State);

    private void Add(DeviationKind kind, ushort key, int times, int index, int state) =>
        _all.Add((new WorkflowDeviation(kind, key, times, index), state));

    private static (int, DeviationKind, ushort) Order(WorkflowDeviation found) => (found.Index, found.Kind, found.Key);

    private static bool IsMissing(WorkflowDeviation found) => found.Kind is DeviationKind.Skipped or DeviationKind.EndedEarly;

    private static bool IsTooMany(WorkflowDeviation found) => found.Kind is DeviationKind.Added or DeviationKind.Repeated;
}
