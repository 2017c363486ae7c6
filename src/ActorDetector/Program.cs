using ActorDetector.CommandLine;
using ActorDetector.Commands;
using ActorDetector.Output;

App app = new App(Terminal.Standard(), Environment.CurrentDirectory)
    .Add(new TrainCommand())
    .Add(new DetectCommand());
return await app.RunAsync(args).ConfigureAwait(false);
