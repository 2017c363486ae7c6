namespace ActorDetector.Detection.Workflows;

/// <summary>What is wrong on a session's way, key by key: a key missing in one place and too many in another is out of order.</summary>
internal sealed class Deviations
{
    private readonly List<WorkflowDeviation> _found = [];

    /// <summary>Finds them.</summary>
    public Deviations(WorkflowTask task, Alignment alignment, int length)
    {
        IReadOnlyList<AlignedStep> path = alignment.Path;
        int[] nextPlaces = NextPlaces(path, length);
        for (int i = 0; i < path.Count; i++)
        {
            if (path[i].Fits)
                continue;
            int before = _found.Count;
            StepTotals? totals = path[i].Step < 0 ? null : task.Totals[path[i].State][path[i].Step];
            Compare(path[i].Session, totals, nextPlaces[i], length);
            if (before == 0 && _found.Count > 0)
                (DivergedAt, State) = (_found.Min(deviation => deviation.Index), path[i].State);
        }

        FindMoved();
    }

    /// <summary>Where the first of them is.</summary>
    public int DivergedAt { get; }

    /// <summary>The state before the first of them.</summary>
    public int State { get; }

    /// <summary>All, in order.</summary>
    public IReadOnlyList<WorkflowDeviation> All => _found;

    // For every step of the way, where the session went on at or behind it.
    private static int[] NextPlaces(IReadOnlyList<AlignedStep> path, int length)
    {
        int[] places = new int[path.Count];
        int next = length;
        for (int i = path.Count - 1; i >= 0; i--)
            places[i] = next = path[i].Session is { } step ? Math.Min(next, step.FirstPlace) : next;
        return places;
    }

    private void Compare(SessionStep? session, StepTotals? totals, int next, int length)
    {
        Dictionary<ushort, List<int>> came = session is null ? [] : session.Totals().ToDictionary(key => key.Key, key => key.Places);
        int before = _found.Count;
        foreach (ushort key in totals?.Keys ?? [])
        {
            List<int> places = came.GetValueOrDefault(key) ?? [];
            int excess = totals!.Excess(key, places.Count);
            if (excess < 0)
                _found.Add(new WorkflowDeviation(next == length ? DeviationKind.EndedEarly : DeviationKind.Skipped, key, -excess, next));
            else if (excess > 0)
                _found.Add(new WorkflowDeviation(DeviationKind.Repeated, key, excess, places[^excess]));
        }

        foreach ((ushort key, List<int> places) in came.OrderBy(key => key.Value[0]))
        {
            if (totals?.Has(key) != true)
                _found.Add(new WorkflowDeviation(DeviationKind.Added, key, places.Count, places[0]));
        }

        if (_found.Count == before && session is not null)
            _found.Add(new WorkflowDeviation(DeviationKind.OutOfOrder, session.Turns[0][0][0].Key, 1, session.FirstPlace));
    }

    private void FindMoved()
    {
        for (int i = 0; i < _found.Count; i++)
        {
            for (int other = 0; other < _found.Count && IsMissing(_found[i]); other++)
            {
                int moved = IsTooMany(_found[other]) && _found[other].Key == _found[i].Key ? Math.Min(_found[i].Times, _found[other].Times) : 0;
                if (moved == 0)
                    continue;
                _found.Add(_found[other] with { Kind = DeviationKind.OutOfOrder, Times = moved });
                _found[i] = _found[i] with { Times = _found[i].Times - moved };
                _found[other] = _found[other] with { Times = _found[other].Times - moved };
            }
        }

        _found.RemoveAll(found => found.Times == 0);
        _found.Sort((one, other) => (one.Index, one.Kind, one.Key).CompareTo((other.Index, other.Kind, other.Key)));
    }

    private static bool IsMissing(WorkflowDeviation found) => found.Kind is DeviationKind.Skipped or DeviationKind.EndedEarly;

    private static bool IsTooMany(WorkflowDeviation found) => found.Kind is DeviationKind.Added or DeviationKind.Repeated;
}
