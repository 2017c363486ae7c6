using System.Text;
using ActorDetector.Simulation;

namespace ActorDetector.Tests.Simulation;

public sealed class SimulationWriterTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("actordetector-simulation-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_stopped_writing_leaves_no_files()
    {
        FleetSimulator simulator = new(new SimulationOptions { TrainLines = int.MaxValue });

        Should.Throw<OperationCanceledException>(() => SimulationWriter.WriteFiles(simulator, _folder, stop: new CancellationToken(canceled: true)));

        Directory.GetFiles(_folder).ShouldBeEmpty();
    }

    [Fact]
    public void The_longest_normal_log_is_still_over_before_the_live_one_begins()
    {
        SimulationOptions options = new() { TrainLines = int.MaxValue };

        (options.Start.UtcDateTime - new FleetSimulator(options).Train().First().Time).TotalSeconds.ShouldBeGreaterThan(options.TrainLines / options.Rate);
    }

    [Fact]
    public void The_files_hold_the_lines_and_the_truth_about_them()
    {
        FleetSimulator simulator = new(new SimulationOptions { TrainLines = 500, Lines = 2000, AnomalyShare = 0.2 });
        string folder = Path.Combine(_folder, "new", "one");
        SimulationSummary summary = SimulationWriter.WriteFiles(simulator, folder);

        File.ReadAllLines(Path.Combine(folder, SimulationWriter.TrainFile)).ShouldBe(new SimulatedLog(simulator.Train()).Lines.Select(line => line.Text));
        SimulatedLog live = new(simulator.Live());
        string[] lines = File.ReadAllLines(Path.Combine(folder, SimulationWriter.LiveFile));
        lines.ShouldBe(live.Lines.Select(line => line.Text));

        string[] labels = File.ReadAllLines(Path.Combine(folder, SimulationWriter.LabelsFile));
        labels[0].ShouldBe("session,label,kind,first_line,anomaly_line");
        labels.Skip(1).ShouldBe(live.Sessions.Select(session => Label(live, session)));
        string[] odd = File.ReadAllLines(Path.Combine(folder, SimulationWriter.LinesFile));
        odd[0].ShouldBe("line,session,kind");
        odd.Skip(1).ShouldBe(live.Lines.Select((line, i) => (line.Simulated, Number: i + 1)).Where(line => line.Simulated.Anomaly != InjectedKind.None)
            .Select(line => $"{line.Number},{line.Simulated.Session},{line.Simulated.Anomaly}"));

        (summary.TrainLines, summary.Lines, summary.Sessions).ShouldBe((500, 2000, live.Sessions.Count));
        summary.Anomalies.Values.Sum().ShouldBe(labels.Count(label => label.Contains(",1,", StringComparison.Ordinal)));
        summary.Anomalies.Count.ShouldBe(7);
    }

    [Theory]
    [InlineData(10, 300)]
    [InlineData(5000, 1000)]
    public async Task A_live_log_is_written_at_its_rate(double rate, int lines)
    {
        SteppingClock clock = new();
        using MemoryStream output = new();
        List<long> arrived = [];
        clock.OnWait = () => arrived.Add(output.Length);
        IEnumerable<SimulatedLine> live = new FleetSimulator(new SimulationOptions { Lines = lines }).Live();

        await SimulationWriter.WriteLiveAsync(live, output, rate, clock);

        clock.Elapsed.TotalSeconds.ShouldBeInRange((lines - 1) / rate, ((lines - 1) / rate) + 0.01);
        Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .ShouldBe(new SimulatedLog(live).Lines.Select(line => line.Text));
        arrived.ShouldBeUnique();
    }

    [Fact]
    public async Task A_live_log_ends_when_it_is_told_to()
    {
        using CancellationTokenSource stop = new();
        SteppingClock clock = new();
        clock.OnWait = () =>
        {
            if (clock.Waits == 10)
                stop.Cancel();
        };
        using MemoryStream output = new();
        IEnumerable<SimulatedLine> live = new FleetSimulator(new SimulationOptions()).Live();
        await Should.ThrowAsync<OperationCanceledException>(() => SimulationWriter.WriteLiveAsync(live, output, 10, clock, stop.Token));
        Encoding.UTF8.GetString(output.ToArray()).Count(c => c == '\n').ShouldBe(10);
    }

    private static string Label(SimulatedLog live, SimulatedLog.Line[] session)
    {
        InjectedKind kind = session[0].Simulated.SessionAnomaly;
        SimulatedLog.Line? odd = session.FirstOrDefault(line => line.Simulated.Anomaly != InjectedKind.None);
        string oddLine = odd is null ? "" : $"{live.Lines.IndexOf(odd) + 1}";
        return $"{session[0].Simulated.Session},{(kind == InjectedKind.None ? 0 : 1)},{kind},{live.Lines.IndexOf(session[0]) + 1},{oddLine}";
    }
}
