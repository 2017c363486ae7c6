using ActorDetector.CommandLine;
using ActorDetector.Commands;
using ActorDetector.Tests.Output;

namespace ActorDetector.Tests.Commands;

/// <summary>One run of the program in a folder, with the commands that make and use models.</summary>
internal sealed record ProgramRun(int Code, string Results, string Remarks)
{
    public static Task<ProgramRun> Of(TemporaryFolder folder, params string[] words) => Of(folder, CancellationToken.None, words);

    public static async Task<ProgramRun> Of(TemporaryFolder folder, CancellationToken stop, params string[] words)
    {
        using TestTerminal terminal = new();
        App app = new App(terminal.Terminal, folder.Path)
            .Add(new ParseCommand())
            .Add(new TrainCommand())
            .Add(new DetectCommand())
            .Add(new EvaluateCommand())
            .Add(new CompareCommand())
            .Add(new ClassifyCommand())
            .Add(new UpdateCommand())
            .Add(new WorkflowCommand())
            .Add(new MatrixCommand())
            .Add(new ServeCommand())
            .Add(new HealthCommand())
            .Add(new ClusterCommand())
            .Add(new SimulateCommand())
            .Add(new DemoCommand());
        int code = await app.RunAsync(words, stop);
        return new ProgramRun(code, terminal.Results, terminal.Remarks);
    }
}
