using ActorDetector.CommandLine;
using ActorDetector.Detection.Bundles;
using ActorDetector.Detection.Combination;
using ActorDetector.Detection.Evaluation;
using ActorDetector.Detection.NextKey;
using ActorDetector.Detection.Parameters;
using ActorDetector.Detection.Rules;
using ActorDetector.Learning.Lstm;
using ActorDetector.Logs.Formats;
using ActorDetector.Logs.Masking;
using ActorDetector.Logs.Mining;
using ActorDetector.Logs.Reading;
using ActorDetector.Logs.Sessions;
using ActorDetector.Output;
using ActorDetector.Pipeline;
using ActorDetector.Simulation;

namespace ActorDetector.Commands;

/// <summary><c>demo</c>: the whole of it on a simulated fleet.</summary>
public sealed class DemoCommand : AppCommand
{
    private const int CacheMegabytes = 64;
    private const int ParameterTemplates = 40;
    private readonly OptionSet<DemoOptions> _demo;
    private readonly OptionSet<SimulationOptions> _simulation;

    /// <summary>The command.</summary>
    public DemoCommand()
        : base(
            "demo",
            "Simulates a fleet, learns its normal log, finds the anomalies injected into another, and checks them against the truth.",
            new Example("demo", "under two minutes on two cores"),
            new Example("demo -o another-demo --hosts 100 --seed 7", "another fleet, in another folder"))
    {
        _demo = AddOptions<DemoOptions>();
        _simulation = AddOptions<SimulationOptions>();
    }

    /// <inheritdoc/>
    public override ExitCode Run(Invocation invocation)
    {
        ArgumentNullException.ThrowIfNull(invocation);
        DemoOptions options = invocation.Get(_demo);
        Terminal terminal = invocation.Terminal;
        string At(string name) => Path.Combine(options.Output, name);

        terminal.Heading("1. A simulated fleet");
        SimulateCommand.Write(invocation, new FleetSimulator(invocation.Get(_simulation)), options.Output);

        terminal.Heading("2. Learning what is normal");
        var settings = new BundleSettings(
            new ReadingOptions(), new FormatOptions { Format = FleetSimulator.Format }, new SessionOptions { SessionId = FleetSimulator.SessionId }, new NextKeyOptions(), new TrainingOptions())
        {
            Parameters = new ParameterOptions { ParameterTemplates = ParameterTemplates },
        };
        var train = new LogInputs([At(SimulationWriter.TrainFile)], settings.Reading, settings.Format, settings.Sessions);
        var training = new ModelTraining(settings, new CombinationOptions(), new Dictionary<string, object>(), () => TemplateMiner.Create(new MiningOptions(), new MaskingOptions()), terminal);
        string model = At("model");
        ModelBundle? trained = null;
        Outcome.Report(terminal, train, () => trained = training.Run(train, model, invocation.Stop));
        ModelBundle bundle = trained!;
        TrainCommand.Tell(terminal, bundle, training, model);

        terminal.Heading("3. Right and wrong, by the truth that was injected");
        string live = At(SimulationWriter.LiveFile);
        string labels = At(SimulationWriter.LabelsFile);
        LogInputs judged = Live(bundle, live);
        var cuts = new SessionCuts();
        EvaluationReport? report = null;
        Outcome.Report(terminal, judged, () =>
        {
            using WorkProgress progress = terminal.Progress("Evaluating");
            report = ModelEvaluation.Run(bundle, judged, labels, CacheMegabytes, new RuleOptions(), cuts, progress, invocation.Stop);
        }, cuts);
        EvaluationTables.Write(terminal, report!);

        terminal.Heading("4. The anomalies");
        var search = new AnomalySearch(bundle, Live(bundle, live), CacheMegabytes, options.Top, new RuleOptions(), found: null);
        using (WorkProgress progress = terminal.Progress("Detecting"))
            search.Run(progress, invocation.Stop);
        AnomalyTable.Write(terminal, search.Ranked, search.Totals);

        string start = StartedAs.Of(AppContext.BaseDirectory, Environment.CurrentDirectory);
        terminal.Heading("Now your own logs");
        terminal.Line("See what kinds of lines one has:");
        terminal.Line($"  {start} parse YOUR.log");
        terminal.Line("Learn from a day when all was well, with the identifier that makes a session of lines:");
        terminal.Line($"  {start} train YOUR.log -o my-model --session-id 'request-[0-9a-f]+'");
        terminal.Line("Find what breaks the pattern:");
        terminal.Line($"  {start} detect NEW.log -m my-model");
        return ExitCode.Done;
    }

    private static LogInputs Live(ModelBundle bundle, string file)
    {
        BundleSettings settings = bundle.Manifest.Settings;
        return new LogInputs([file], settings.Reading, settings.Format, settings.Sessions);
    }
}
