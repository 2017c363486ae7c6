using ActorDetector.CommandLine;
using ActorDetector.Commands;
using ActorDetector.Output;

App app = new App(Terminal.Standard(), Environment.CurrentDirectory)
    .Add(new ParseCommand())
    .Add(new TrainCommand())
    .Add(new DetectCommand())
    .Add(new EvaluateCommand())
    .Add(new UpdateCommand())
    .Add(new CompareCommand())
    .Add(new ClassifyCommand())
    .Add(new WorkflowCommand())
    .Add(new MatrixCommand())
    .Add(new ServeCommand())
    .Add(new HealthCommand())
    .Add(new ClusterCommand())
    .Add(new SimulateCommand())
    .Add(new DemoCommand());
return await app.RunAsync(args).ConfigureAwait(false);
