using ActorDetector.CommandLine;
using ActorDetector.Tests.Output;

namespace ActorDetector.Tests.CommandLine;

/// <summary>One run of the program with the sample command.</summary>
internal sealed record AppRun(int Code, string Results, string Remarks, SampleCommand Command)
{
    public static async Task<AppRun> Of(string[] words, SampleCommand? command = null, string? settings = null, CancellationToken stop = default)
    {
        using TemporaryFolder folder = new();
        using TestTerminal terminal = new();
        if (settings is not null)
            folder.Write(ActorDetector.CommandLine.Settings.FileName, settings);
        command ??= new SampleCommand();
        int code = await new App(terminal.Terminal, folder.Path).Add(command).RunAsync(words, stop);
        return new AppRun(code, terminal.Results, terminal.Remarks, command);
    }
}
