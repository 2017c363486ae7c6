using ActorDetector.CommandLine;
using ActorDetector.Output;

App app = new(Terminal.Standard(), Environment.CurrentDirectory);
return await app.RunAsync(args).ConfigureAwait(false);
