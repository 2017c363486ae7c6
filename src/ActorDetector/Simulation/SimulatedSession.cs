using System.Globalization;

namespace ActorDetector.Simulation;

/// <summary>A session under way: its plan, how far it is, and what stays the same in its lines.</summary>
internal sealed class SimulatedSession
{
    // Few enough for all of them to be in a normal log of some ten thousand lines.
    private const int Users = 60;

    /// <summary>A session that begins at a time.</summary>
    /// <param name="number">Its number, from which its identifier is made.</param>
    /// <param name="start">Its first line's time.</param>
    /// <param name="workload">What it is a session of.</param>
    /// <param name="plan">What it is going to write.</param>
    /// <param name="anomaly">What was done to it.</param>
    public SimulatedSession(ulong number, DateTime start, Workload workload, SessionPlan plan, InjectedKind anomaly)
    {
        (Start, Workload, Plan, Anomaly) = (start, workload, plan, anomaly);
        Id = workload.SessionPrefix + SeededRandom.Mix(number).ToString("x16", CultureInfo.InvariantCulture);
        IdBytes = System.Text.Encoding.ASCII.GetBytes(Id);
        Client = plan.Random.Next();
        User = plan.Random.Below(Users);
        Path = plan.Random.Next();
    }

    public DateTime Start { get; }

    public Workload Workload { get; }

    public SessionPlan Plan { get; }

    public InjectedKind Anomaly { get; }

    /// <summary>The identifier in its lines.</summary>
    public string Id { get; }

    public byte[] IdBytes { get; }

    public ulong Client { get; }

    public int User { get; }

    public ulong Path { get; }

    /// <summary>The step that it is at.</summary>
    public int At { get; set; }

    public bool IsOver => At == Plan.Steps.Count;

    /// <summary>When its next line is written, to the millisecond.</summary>
    public DateTime NextTime => Start.AddTicks((long)Plan.Steps[At].At * TimeSpan.TicksPerMillisecond);
}
