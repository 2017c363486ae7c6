using System.CommandLine;

namespace ActorDetector.CommandLine;

/// <summary>One command of the program: its arguments, its options, examples for its help, and what it does.</summary>
public abstract class AppCommand
{
    /// <summary>A command.</summary>
    /// <param name="name">What is typed.</param>
    /// <param name="description">What it is for, in one sentence.</param>
    /// <param name="examples">Shown by its help.</param>
    protected AppCommand(string name, string description, params Example[] examples)
    {
        Command = new Command(name, description);
        Examples = examples;
    }

    /// <summary>What its help shows under "Examples:".</summary>
    public IReadOnlyList<Example> Examples { get; }

    /// <summary>How long it may take to end when it is stopped, before the process is ended.</summary>
    public virtual TimeSpan Grace => TimeSpan.FromSeconds(5);

    /// <summary>Whether a stop is how it is meant to end: then its exit code tells how it ended, not that it was stopped.</summary>
    public virtual bool EndsByStop => false;

    /// <summary>The command as the parser knows it.</summary>
    internal Command Command { get; }

    /// <summary>Does the command's work. It runs on a thread of its own, and may block.</summary>
    /// <exception cref="UsageException">It was called wrongly: exit code 2.</exception>
    /// <exception cref="OperationCanceledException">It was stopped: exit code 130.</exception>
    public abstract ExitCode Run(Invocation invocation);

    /// <summary>Adds an argument.</summary>
    protected Argument<T> AddArgument<T>(Argument<T> argument)
    {
        Command.Add(argument);
        return argument;
    }

    /// <summary>Adds the options of a record.</summary>
    /// <exception cref="ArgumentException">The command has an option of one of these names already.</exception>
    protected OptionSet<T> AddOptions<T>() where T : class, new() => new(Command);

    /// <summary>Adds the options of a record that is known at run time only.</summary>
    /// <param name="record">The record.</param>
    /// <param name="prefix">What the options' names begin with.</param>
    /// <exception cref="ArgumentException">The command has an option of one of these names already.</exception>
    protected OptionSet AddOptions(Type record, string prefix) => new(Command, record, prefix);
}
