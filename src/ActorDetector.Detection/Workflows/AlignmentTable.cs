namespace ActorDetector.Detection.Workflows;

/// <summary>The least cost to every state after every step of a session, and the way there.</summary>
internal sealed class AlignmentTable
{
    private const long Unreached = long.MaxValue;
    private const int NoStep = -1;

    private readonly WorkflowTask _task;
    private readonly List<SessionStep> _steps;
    private readonly int _states;
    private readonly long[] _costs;
    private readonly (int Cell, int Step)[] _before;

    /// <summary>A table for the steps from a state on.</summary>
    public AlignmentTable(WorkflowTask task, List<SessionStep> steps, int state)
    {
        _task = task;
        _steps = steps;
        _states = task.States.Count;
        _costs = new long[(steps.Count + 1) * _states];
        _before = new (int, int)[_costs.Length];
        Array.Fill(_costs, Unreached);
        _costs[state] = 0;
        _before[state] = (-1, NoStep);
    }

    /// <summary>The cost to a state after a number of steps.</summary>
    public long CostAt(int steps, int state) => _costs[(steps * _states) + state];

    /// <summary>Fills the table.</summary>
    /// <param name="whole">Whether the session ends behind the steps, so that the last state must be one where it may end.</param>
    /// <returns>The state that costs least in the end.</returns>
    public int Fill(bool whole)
    {
        for (int i = 0; i <= _steps.Count; i++)
        {
            for (int state = 0; state < _states; state++)
            {
                if (CostAt(i, state) != Unreached)
                    Leave(i, state);
            }
        }

        int best = -1;
        for (int state = 0; state < _states; state++)
        {
            if ((!whole || _task.States[state].CanEnd) && (best < 0 || CostAt(_steps.Count, state) < CostAt(_steps.Count, best)))
                best = state;
        }

        return best;
    }

    /// <summary>The way to a state after all steps.</summary>
    public List<AlignedStep> PathTo(int state)
    {
        List<AlignedStep> path = [];
        int cell = (_steps.Count * _states) + state;
        while (_before[cell].Cell >= 0)
        {
            (int from, int step) = _before[cell];
            SessionStep? taken = cell / _states == from / _states ? null : _steps[from / _states];
            path.Add(new AlignedStep(from % _states, step, taken, taken is not null && step != NoStep && _costs[cell] == _costs[from]));
            cell = from;
        }

        path.Reverse();
        return path;
    }

    private void Leave(int i, int state)
    {
        int here = (i * _states) + state;
        SessionStep? session = i < _steps.Count ? _steps[i] : null;
        int fitting = session is null ? NoStep : _task.StepOf(session, state);
        for (int s = 0; s < _task.Totals[state].Length; s++)
        {
            int to = here - state + _task.States[state].Steps[s].To;
            StepTotals totals = _task.Totals[state][s];
            // The same keys as often, but in other turns or another order, cost 1.
            if (session is not null && s == fitting)
                Reach(here, to + _states, 0, s);
            else if (session is not null && totals.Difference(session) is { } difference)
                Reach(here, to + _states, Math.Max(1, difference), s);
            Reach(here, to, totals.Least, s);
        }

        if (session is not null)
            Reach(here, here + _states, session.Keys, NoStep);
    }

    private void Reach(int from, int to, long cost, int step)
    {
        if (_costs[from] + cost >= _costs[to])
            return;
        _costs[to] = _costs[from] + cost;
        _before[to] = (from, step);
    }
}
