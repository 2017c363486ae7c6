using System.CommandLine;
using ActorDetector.Output;

namespace ActorDetector.CommandLine;

/// <summary>One call of a command: what it was given, where it writes, and when it must stop.</summary>
public sealed class Invocation
{
    private readonly ParseResult _parsed;
    private readonly Settings _settings;

    internal Invocation(ParseResult parsed, Settings settings, Terminal terminal, CancellationToken stop)
    {
        _parsed = parsed;
        _settings = settings;
        Terminal = terminal;
        Stop = stop;
    }

    /// <summary>Where results, progress and remarks go.</summary>
    public Terminal Terminal { get; }

    /// <summary>Cancelled by Ctrl+C or a signal. The command then ends soon, and leaves nothing half written.</summary>
    public CancellationToken Stop { get; }

    /// <summary>The value of an argument.</summary>
    public T Get<T>(Argument<T> argument) => _parsed.GetRequiredValue(argument);

    /// <summary>The options as given.</summary>
    /// <param name="options">The set that was added to the command.</param>
    /// <param name="defaults">Values of what was not given; the record's own when null.</param>
    /// <exception cref="UsageException">A value is not allowed, or a required one is missing.</exception>
    public T Get<T>(OptionSet<T> options, T? defaults = null) where T : class, new()
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.Bind(_parsed, _settings, defaults);
    }

    /// <summary>The options of a record that is known at run time only.</summary>
    /// <exception cref="UsageException">A value is not allowed, or a required one is missing.</exception>
    public object Get(OptionSet options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.Bind(_parsed, _settings);
    }
}
