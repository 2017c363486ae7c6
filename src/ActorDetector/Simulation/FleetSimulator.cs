using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text;

namespace ActorDetector.Simulation;

/// <summary>Makes up the log of a fleet: hosts of several kinds whose sessions overlap in time. Pure: the same options, the same bytes.</summary>
/// <remarks>Lines read <c>Date Time Level Host Component: Content</c>, and every content carries its session's identifier, found by
/// <see cref="SessionId"/>. Sessions are written whole: nothing but the injected anomalies ends early.</remarks>
public sealed class FleetSimulator
{
    /// <summary>The regular expression that finds the session of every line.</summary>
    public const string SessionId = @"\b(?:blk|req|vm)-[0-9a-f]+";

    /// <summary>The header of every line.</summary>
    public const string Format = "<Date> <Time> <Level> <Host> <Component>: <Content>";

    // The sessions near the end leave either nothing or so many lines, which the shortest common session of the web service has.
    private const int FewestLeft = 8;
    private const int Draws = 1000;
    private const double MeanLines = 15;
    private const ulong LiveSessions = 1UL << 40; // live sessions are numbered from here, so that both logs' identifiers differ

    private static readonly int Kinds = Enum.GetValues<InjectedKind>().Length - 1;

    private readonly SimulationOptions _options;
    private readonly Workload[] _workloads;
    private readonly (string Name, byte[] Bytes)[][] _hosts;
    private readonly ulong _seed;

    /// <summary>A fleet.</summary>
    /// <exception cref="ValidationException">An option is out of its range.</exception>
    public FleetSimulator(SimulationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
        _options = options;
        _seed = SeededRandom.Mix((ulong)options.Seed);
        Workload[] all = [new WebService(), new BlockStore(), new ComputeNode()];
        _workloads = all[..Math.Min(all.Length, options.Hosts)];
        _hosts = [.. _workloads.Select((workload, kind) => Hosts(workload, kind, options.Hosts, all.Length))];
    }

    /// <summary>Lines of both logs.</summary>
    public long Lines => (long)_options.TrainLines + _options.Lines;

    /// <summary>The normal log, <see cref="SimulationOptions.TrainLines"/> lines in order of time.</summary>
    public IEnumerable<SimulatedLine> Train() => Simulate(_options.TrainLines, 0, 0, TrainStart);

    /// <summary>The log with the anomalies, <see cref="SimulationOptions.Lines"/> lines in order of time.</summary>
    public IEnumerable<SimulatedLine> Live() => Simulate(_options.Lines, _options.AnomalyShare, LiveSessions, _options.Start.UtcDateTime);

    // Early enough for the normal log to be over before the live one begins.
    private DateTime TrainStart => _options.Start.UtcDateTime.AddDays(-1).AddSeconds(-2.0 * _options.TrainLines / _options.Rate);

    private static (string Name, byte[] Bytes)[] Hosts(Workload workload, int kind, int hosts, int kinds)
    {
        int count = ((hosts - kind - 1) / kinds) + 1;
        return [.. Enumerable.Range(1, count).Select(i =>
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"{workload.HostName}-{i:D2}");
            return (name, Encoding.ASCII.GetBytes(name));
        })];
    }

    private IEnumerable<SimulatedLine> Simulate(int lines, double anomalyShare, ulong firstSession, DateTime start)
    {
        SeededRandom random = new(_seed ^ firstSession);
        PriorityQueue<SimulatedSession, (DateTime Time, ulong Number)> waiting = new();
        LineRenderer renderer = new();
        ulong number = firstSession;
        DateTime opening = start;
        int planned = 0, anomalies = 0;
        double pause = MeanLines / _options.Rate * TimeSpan.TicksPerSecond;
        while (planned < lines || waiting.Count > 0)
        {
            // Sessions open in order of time, so whoever is due before the next opening cannot be overtaken.
            while (planned < lines && (waiting.Count == 0 || opening <= waiting.Peek().NextTime))
            {
                InjectedKind kind = random.Chance(anomalyShare) ? (InjectedKind)(1 + (anomalies++ % Kinds)) : InjectedKind.None;
                SimulatedSession session = Open(ref random, _seed + number, opening, kind, lines - planned);
                planned += session.Plan.Steps.Count;
                waiting.Enqueue(session, (session.NextTime, number++));
                opening = opening.AddTicks((long)(-pause * Math.Log(1 - random.Unit())));
            }

            waiting.TryDequeue(out SimulatedSession? due, out (DateTime Time, ulong Number) key);
            PlannedStep step = due!.Plan.Steps[due.At];
            (string host, byte[] hostBytes) = _hosts[Array.IndexOf(_workloads, due.Workload)][step.Host];
            yield return new SimulatedLine(key.Time, host, due.Id, renderer.Render(due, hostBytes), step.Anomaly, due.Anomaly, due.At == 0);
            due.At++;
            if (!due.IsOver)
                waiting.Enqueue(due, (due.NextTime, key.Number));
        }
    }

    // Near the end sessions are drawn again until one fits, so that the last of them fills the lines exactly.
    private SimulatedSession Open(ref SeededRandom random, ulong number, DateTime start, InjectedKind anomaly, int room)
    {
        for (int draw = 0; ; draw++)
        {
            Workload workload = ChooseWorkload(ref random, out int hosts);
            SessionPlan plan = new(new SeededRandom(random.Next()), random.Below(hosts));
            workload.Plan(plan, hosts);
            plan.Sort();
            if (!AnomalyInjection.Suits(plan, anomaly))
                continue; // a web service has users, and every fleet has one
            if (anomaly != InjectedKind.None)
                AnomalyInjection.Inject(plan, anomaly, workload.Faults);
            int left = room - plan.Steps.Count;
            if (left == 0 || left >= FewestLeft)
                return new SimulatedSession(number, start, workload, plan, anomaly);
            if (draw == Draws)
                anomaly = InjectedKind.None;
        }
    }

    private Workload ChooseWorkload(ref SeededRandom random, out int hosts)
    {
        int at = random.Below(_workloads.Sum(workload => workload.Weight));
        int kind = 0;
        while (at >= _workloads[kind].Weight)
            at -= _workloads[kind++].Weight;
        hosts = _hosts[kind].Length;
        return _workloads[kind];
    }
}
