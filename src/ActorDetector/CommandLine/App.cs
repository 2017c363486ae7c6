using System.CommandLine;
using System.CommandLine.Help;
using ActorDetector.Output;

namespace ActorDetector.CommandLine;

/// <summary>The program: its commands, and how their outcome becomes an exit code and at most one message.</summary>
public sealed class App
{
    /// <summary>What is typed to start the program.</summary>
    public const string Name = "actordetector";

    // Words like @timestamp are field names here, not files with more words.
    private static readonly ParserConfiguration Parsing = new() { ResponseFileTokenReplacer = null, EnablePosixBundling = false };

    private readonly RootCommand _root =
        new("Learns what a system's logs look like when all is well, and says which line broke the pattern.") { HelpName = Name };

    private readonly Dictionary<Command, IReadOnlyList<Example>> _examples = [];
    private readonly Dictionary<Command, AppCommand> _commands = [];
    private readonly Terminal _terminal;
    private readonly string _folder;

    /// <summary>A program without commands.</summary>
    /// <param name="terminal">Where it writes.</param>
    /// <param name="folder">The working folder, where the settings file may be.</param>
    public App(Terminal terminal, string folder)
    {
        ArgumentNullException.ThrowIfNull(terminal);
        _terminal = terminal;
        _folder = folder;
        foreach (Option option in _root.Options)
        {
            if (option is HelpOption { Action: HelpAction help })
                option.Action = new ExampleHelp(help, _examples);
            else if (option is VersionOption)
                option.Action = new VersionText();
        }
    }

    /// <summary>Adds a command.</summary>
    public App Add(AppCommand command)
    {
        ArgumentNullException.ThrowIfNull(command);
        command.Command.SetAction((parsed, stop) => Task.Run(() => (int)Run(command, parsed, stop), CancellationToken.None));
        _examples.Add(command.Command, command.Examples);
        _commands.Add(command.Command, command);
        _root.Add(command.Command);
        return this;
    }

    /// <summary>Runs the command that the words name.</summary>
    /// <param name="words">The command line without the program's name.</param>
    /// <param name="stop">Stops the command as Ctrl+C does.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(IReadOnlyList<string> words, CancellationToken stop = default)
    {
        ParseResult parsed = _root.Parse(words, Parsing);
        if (parsed.Action is not (ExampleHelp or VersionText) && UsageCheck.Faults(parsed, words) is { Count: > 0 } faults)
        {
            foreach (string fault in faults)
                _terminal.Fail(fault);
            string command = parsed.CommandResult.Command is RootCommand ? "" : parsed.CommandResult.Command.Name + " ";
            _terminal.Remark($"See {Name} {command}--help.");
            return (int)ExitCode.BadUsage;
        }

        InvocationConfiguration configuration = new()
        {
            Output = _terminal.Results,
            Error = _terminal.Remarks,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = _commands.TryGetValue(parsed.CommandResult.Command, out AppCommand? chosen) ? chosen.Grace : TimeSpan.Zero,
        };
        return await parsed.InvokeAsync(configuration, stop).ConfigureAwait(false);
    }

    // One settings file serves all commands, so the options of every command are known in it.
    private string[] OptionNames() =>
        [.. _root.Subcommands.SelectMany(command => command.Options).Select(option => option.Name.TrimStart('-'))];

    private ExitCode Run(AppCommand command, ParseResult parsed, CancellationToken stop)
    {
        try
        {
            Settings settings = Settings.Load(_folder);
            settings.RefuseUnknown(OptionNames());
            ExitCode code = command.Run(new Invocation(parsed, settings, _terminal, stop));
            return stop.IsCancellationRequested && !command.EndsByStop ? ExitCode.Interrupted : code;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            _terminal.Remark("Stopped.");
            return ExitCode.Interrupted;
        }
        catch (Exception exception)
        {
            Fault fault = Fault.Of(exception);
            _terminal.Fail(fault.Message);
            return fault.Code;
        }
    }
}
