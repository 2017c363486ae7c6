using System.Text.Json;
using ActorDetector.CommandLine;
using ActorDetector.Output;
using ActorDetector.Simulation;

namespace ActorDetector.Commands;

/// <summary><c>simulate</c>: logs of a fleet that does not exist, with the truth about them.</summary>
public sealed class SimulateCommand : AppCommand
{
    private readonly OptionSet<SimulateOptions> _simulate;
    private readonly OptionSet<SimulationOptions> _simulation;

    /// <summary>The command.</summary>
    public SimulateCommand()
        : base(
            "simulate",
            "Makes up the logs of a fleet, with injected anomalies and the truth about them.",
            new Example("simulate -o fleet", "a normal log to train with, a log with anomalies, and labels"),
            new Example("simulate -o fleet --hosts 1000 --lines 5000000 --anomaly-share 0.001", "a larger fleet"),
            new Example($"simulate --live --rate 100 | {App.Name} detect - -m model", "a live log"))
    {
        _simulate = AddOptions<SimulateOptions>();
        _simulation = AddOptions<SimulationOptions>();
    }

    /// <inheritdoc/>
    public override ExitCode Run(Invocation invocation)
    {
        ArgumentNullException.ThrowIfNull(invocation);
        SimulateOptions options = invocation.Get(_simulate);
        SimulationOptions simulation = invocation.Get(_simulation);
        if (options.Live == (options.Output is not null))
            throw new UsageException("simulate needs either --output FOLDER, or --live for standard output");
        var simulator = new FleetSimulator(simulation);
        if (options.Output is not { } folder)
        {
            using Stream output = Console.OpenStandardOutput();
            SimulationWriter.WriteLiveAsync(simulator.Live(), output, simulation.Rate, TimeProvider.System, invocation.Stop).GetAwaiter().GetResult();
            return ExitCode.Done;
        }

        Write(invocation, simulator, folder);
        return ExitCode.Done;
    }

    internal static void Write(Invocation invocation, FleetSimulator simulator, string folder)
    {
        SimulationSummary written;
        using (WorkProgress progress = invocation.Terminal.Progress("Simulating"))
            written = SimulationWriter.WriteFiles(simulator, folder, progress, invocation.Stop);
        Tell(invocation.Terminal, written, folder);
    }

    private static void Tell(Terminal terminal, SimulationSummary written, string folder)
    {
        terminal.Line($"{Path.Combine(folder, SimulationWriter.TrainFile)}: {Figures.Count(written.TrainLines)} lines, {Figures.Count(written.TrainSessions)} sessions, all normal");
        terminal.Line($"{Path.Combine(folder, SimulationWriter.LiveFile)}: {Figures.Count(written.Lines)} lines, {Figures.Count(written.Sessions)} sessions, {Figures.Count(written.Anomalies.Values.Sum())} of them anomalous");
        foreach ((InjectedKind kind, long count) in written.Anomalies.OrderBy(kind => kind.Key))
            terminal.Line($"  {Figures.Count(count)} {JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString())}");
        terminal.Line($"{Path.Combine(folder, SimulationWriter.LabelsFile)}: the truth about every session");
    }
}
