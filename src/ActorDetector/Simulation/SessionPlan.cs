namespace ActorDetector.Simulation;

/// <summary>All that a session is going to write, in order of time. Branches that run at the same time have clocks of their own.</summary>
internal sealed class SessionPlan(SeededRandom random, int host)
{
    private readonly List<PlannedStep> _steps = [];
    private SeededRandom _random = random;

    /// <summary>The host that the session began at.</summary>
    public int Host => host;

    /// <summary>The steps; sorted after <see cref="Sort"/>.</summary>
    public List<PlannedStep> Steps => _steps;

    /// <summary>The session's randomness.</summary>
    public ref SeededRandom Random => ref _random;

    /// <summary>Adds a step of the trunk.</summary>
    /// <param name="clock">The branch's time in milliseconds; moved by about <paramref name="pause"/>.</param>
    /// <param name="message">What is written.</param>
    /// <param name="pause">Mean milliseconds since the branch's last step.</param>
    public void Trunk(ref double clock, Message message, double pause) => Add(ref clock, message, pause, host, StepRole.Trunk);

    /// <summary>Adds a step that always happens, in a branch.</summary>
    public void Required(ref double clock, Message message, double pause, int? at = null) =>
        Add(ref clock, message, pause, at ?? host, StepRole.Required);

    /// <summary>Adds a step that need not happen.</summary>
    public void Optional(ref double clock, Message message, double pause, int? at = null) =>
        Add(ref clock, message, pause, at ?? host, StepRole.Optional);

    /// <summary>Brings the branches' steps into one order of time; steps of the same time keep the order in which they were added.</summary>
    public void Sort()
    {
        PlannedStep[] sorted = [.. _steps.OrderBy(step => step.At)];
        _steps.Clear();
        _steps.AddRange(sorted);
    }

    private void Add(ref double clock, Message message, double pause, int at, StepRole role)
    {
        clock += pause * (0.3 - (0.7 * Math.Log(1 - _random.Unit())));
        _steps.Add(new(clock, message, at, role));
    }
}
