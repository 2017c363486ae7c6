using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.RegularExpressions;
using ActorDetector.Simulation;

namespace ActorDetector.Tests.Simulation;

public sealed class FleetSimulatorTests
{
    private static readonly Lazy<SimulatedLog> Normal = new(() => new(new FleetSimulator(new SimulationOptions { TrainLines = 60_000 }).Train()));

    private static readonly Lazy<SimulatedLog> Broken = new(() => new(
        new FleetSimulator(new SimulationOptions { Seed = 7, Lines = 40_000, AnomalyShare = 0.5 }).Live()));

    private static readonly Lazy<Dictionary<string, NormalGrammar>> Grammars = new(() => Normal.Value.Sessions
        .GroupBy(session => session[0].Kind).ToDictionary(kind => kind.Key, kind => new NormalGrammar([.. kind])));

    [Fact]
    public void The_same_options_give_the_same_bytes_and_another_seed_others()
    {
        SimulationOptions options = new() { Lines = 5000, TrainLines = 5000 };
        string[] first = Texts(new FleetSimulator(options));
        Texts(new FleetSimulator(options with { })).ShouldBe(first);
        Texts(new FleetSimulator(options with { Seed = 2 })).ShouldNotBe(first);
    }

    [Theory]
    [InlineData(100, 1, 0)]
    [InlineData(101, 2, 0.03)]
    [InlineData(137, 1, 1)]
    [InlineData(5000, 3, 0.5)]
    [InlineData(20_000, 100, 0.03)]
    public void There_are_exactly_as_many_lines_as_asked_for_and_no_normal_session_ends_early(int lines, int hosts, double share)
    {
        for (int seed = 0; seed < 5; seed++)
        {
            SimulatedLog log = new(new FleetSimulator(
                new SimulationOptions { Seed = seed, Lines = lines, Hosts = hosts, AnomalyShare = share }).Live());
            log.Lines.Count.ShouldBe(lines);
            foreach (SimulatedLog.Line[] session in log.Sessions.Where(IsNormal))
                Grammar(session).BeginsAndEnds(session).ShouldBeTrue();
        }
    }

    [Fact]
    public void Every_line_has_the_header_its_host_and_its_sessions_identifier()
    {
        Regex header = new(@"^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}) (DEBUG|INFO|WARN|ERROR) (\S+) [a-z]+\.[A-Z][a-z]+: \S");
        Regex id = new(FleetSimulator.SessionId);
        foreach (SimulatedLog.Line line in Broken.Value.Lines.Take(3000))
        {
            Match match = header.Match(line.Text);
            match.Success.ShouldBeTrue(line.Text);
            match.Groups[1].Value.ShouldBe(line.Simulated.Time.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture));
            match.Groups[3].Value.ShouldBe(line.Simulated.Host);
            id.Match(line.Text).Value.ShouldBe(line.Simulated.Session);
        }
    }

    [Fact]
    public void Times_never_go_back_and_sessions_overlap()
    {
        List<SimulatedLog.Line> lines = Normal.Value.Lines;
        IEnumerable<(SimulatedLog.Line Earlier, SimulatedLog.Line Later)> pairs = lines.Zip(lines.Skip(1));
        pairs.ShouldAllBe(pair => pair.Earlier.Simulated.Time <= pair.Later.Simulated.Time);
        pairs.Count(pair => pair.Earlier.Simulated.Session != pair.Later.Simulated.Session).ShouldBeGreaterThan(lines.Count / 2);
    }

    [Fact]
    public void The_fleet_has_as_many_hosts_as_asked_for_and_three_kinds_of_sessions()
    {
        Normal.Value.Lines.Select(line => line.Simulated.Host).Distinct().Count().ShouldBe(12);
        new SimulatedLog(new FleetSimulator(new SimulationOptions { Hosts = 50, Lines = 20_000 }).Live())
            .Lines.Select(line => line.Simulated.Host).Distinct().Count().ShouldBe(50);
        Normal.Value.Lines.Select(line => line.Kind).Distinct().Order().ShouldBe(["blk", "req", "vm"]);
    }

    [Fact]
    public void The_normal_log_has_no_anomaly_and_sessions_of_many_shapes()
    {
        Normal.Value.Lines.ShouldAllBe(line => line.Simulated.Anomaly == InjectedKind.None && line.Simulated.SessionAnomaly == InjectedKind.None);
        int shapes = Normal.Value.Sessions.Select(session => string.Join('\n', session.Select(line => line.Template))).Distinct().Count();
        shapes.ShouldBeGreaterThan(Normal.Value.Sessions.Count / 5);
    }

    [Fact]
    public void A_normal_session_of_the_live_log_is_normal_in_every_way()
    {
        SimulatedLog.Line[][] normal = [.. Broken.Value.Sessions.Where(IsNormal)];
        normal.Length.ShouldBeGreaterThan(500);
        foreach (SimulatedLog.Line[] session in normal)
        {
            NormalGrammar grammar = Grammar(session);
            session.Any(line => line.Simulated.Anomaly != InjectedKind.None || !grammar.IsKnown(line) || grammar.IsFarOut(line) || IsStrange(line)).ShouldBeFalse();
            grammar.BeginsAndEnds(session).ShouldBeTrue();
            grammar.IsComplete(session).ShouldBeTrue();
            grammar.IsInOrder(session).ShouldBeTrue();
            NormalGrammar.LongestRun(session).ShouldBeLessThan(12);
        }
    }

    [Theory]
    [InlineData(InjectedKind.MissingStep)]
    [InlineData(InjectedKind.WrongOrder)]
    [InlineData(InjectedKind.UnseenMessage)]
    [InlineData(InjectedKind.OddParameter)]
    [InlineData(InjectedKind.CutOff)]
    [InlineData(InjectedKind.Burst)]
    [InlineData(InjectedKind.StrangeUser)]
    public void An_anomalous_session_differs_in_its_one_way_and_its_lines_are_marked(InjectedKind kind)
    {
        SimulatedLog.Line[][] sessions = [.. Broken.Value.Sessions.Where(session => session[0].Simulated.SessionAnomaly == kind)];
        sessions.Length.ShouldBeGreaterThan(100);
        foreach (SimulatedLog.Line[] session in sessions)
        {
            string shown = string.Join('\n', session.Select(line => line.Text));
            NormalGrammar grammar = Grammar(session);
            SimulatedLog.Line[] marked = [.. session.Where(line => line.Simulated.Anomaly != InjectedKind.None)];
            marked.Select(line => line.Simulated.Anomaly).Distinct().ShouldBe([kind]);
            session.Where(line => !grammar.IsKnown(line)).ShouldBe(kind == InjectedKind.UnseenMessage ? marked : [], shown);
            session.Where(grammar.IsFarOut).Except(kind == InjectedKind.UnseenMessage ? marked : [])
                .ShouldBe(kind is InjectedKind.OddParameter or InjectedKind.StrangeUser ? marked : [], shown);
            session.Where(IsStrange).ShouldBe(kind == InjectedKind.StrangeUser ? marked : [], shown);
            (NormalGrammar.LongestRun(session) > 12).ShouldBe(kind == InjectedKind.Burst, shown);
            if (kind != InjectedKind.Burst)
                grammar.IsInOrder(session).ShouldBe(kind != InjectedKind.WrongOrder, shown);
            switch (kind)
            {
                case InjectedKind.MissingStep:
                    grammar.IsComplete(session).ShouldBeFalse(shown);
                    grammar.BeginsAndEnds(session).ShouldBeTrue(shown);
                    marked.Length.ShouldBe(1);
                    break;
                case InjectedKind.WrongOrder:
                    grammar.IsComplete(session).ShouldBeTrue(shown);
                    marked.Length.ShouldBe(2);
                    break;
                case InjectedKind.CutOff:
                    grammar.BeginsAndEnds(session).ShouldBeFalse(shown);
                    marked.ShouldBe([session[^1]]);
                    break;
                case InjectedKind.Burst:
                    marked.Length.ShouldBeInRange(12, 40);
                    break;
                default:
                    marked.Length.ShouldBe(1);
                    grammar.BeginsAndEnds(session).ShouldBeTrue(shown);
                    break;
            }
        }
    }

    [Fact]
    public void The_share_of_anomalous_sessions_is_the_one_asked_for()
    {
        double share = (double)Broken.Value.Sessions.Count(session => !IsNormal(session)) / Broken.Value.Sessions.Count;
        share.ShouldBeInRange(0.45, 0.55);
        new FleetSimulator(new SimulationOptions { AnomalyShare = 0 }).Live().ShouldAllBe(line => line.SessionAnomaly == InjectedKind.None);
    }

    [Fact]
    public void The_live_log_begins_at_its_time_and_the_normal_one_is_over_by_then()
    {
        DateTimeOffset start = new(2030, 2, 28, 23, 59, 0, TimeSpan.FromHours(2));
        FleetSimulator simulator = new(new SimulationOptions { Start = start, Rate = 1, TrainLines = 1000, Lines = 100 });
        simulator.Live().First().Time.ShouldBe(start.UtcDateTime);
        simulator.Train().Last().Time.ShouldBeLessThan(start.UtcDateTime);
    }

    [Theory]
    [InlineData(50)]
    [InlineData(1000)]
    public void The_rate_is_that_of_the_logs_own_time(double rate)
    {
        SimulatedLine[] lines = [.. new FleetSimulator(new SimulationOptions { Rate = rate, Lines = 100_000 }).Live()];
        // The middle half: at both ends fewer sessions overlap, and the last one may run on for long.
        double seconds = (lines[75_000].Time - lines[25_000].Time).TotalSeconds;
        (50_000 / seconds).ShouldBeInRange(rate * 0.75, rate * 1.25);
    }

    [Fact]
    public void Values_out_of_range_are_refused_by_name()
    {
        Refused(new SimulationOptions { Lines = 99 }).ShouldContain("Lines");
        Refused(new SimulationOptions { TrainLines = 0 }).ShouldContain("TrainLines");
        Refused(new SimulationOptions { Hosts = 0 }).ShouldContain("Hosts");
        Refused(new SimulationOptions { AnomalyShare = 1.1 }).ShouldContain("AnomalyShare");
        Refused(new SimulationOptions { Rate = 0 }).ShouldContain("Rate");
        Refused(new SimulationOptions { Start = DateTimeOffset.MinValue }).ShouldContain("Start");
    }

    private static string Refused(SimulationOptions options) => Should.Throw<ValidationException>(() => new FleetSimulator(options)).Message;

    private static bool IsNormal(SimulatedLog.Line[] session) => session[0].Simulated.SessionAnomaly == InjectedKind.None;

    private static bool IsStrange(SimulatedLog.Line line) => Regex.IsMatch(line.Text, @"\buser1\d{3}\b");

    private static NormalGrammar Grammar(SimulatedLog.Line[] session) => Grammars.Value[session[0].Kind];

    private static string[] Texts(FleetSimulator simulator) =>
        [.. new SimulatedLog(simulator.Train()).Lines.Concat(new SimulatedLog(simulator.Live()).Lines).Select(line => line.Text)];
}
