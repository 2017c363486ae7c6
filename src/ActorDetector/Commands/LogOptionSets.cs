using System.CommandLine;
using ActorDetector.CommandLine;
using ActorDetector.Logs.Formats;
using ActorDetector.Logs.Masking;
using ActorDetector.Logs.Mining;
using ActorDetector.Logs.Reading;
using ActorDetector.Logs.Sessions;

namespace ActorDetector.Commands;

/// <summary>The options of commands that learn from logs: how lines are read, what makes them one session, and how templates are mined.</summary>
/// <param name="command">The command that gets them.</param>
internal sealed class LogOptionSets(Command command)
{
    private readonly OptionSet<FormatOptions> _format = new(command);
    private readonly OptionSet<SessionOptions> _sessions = new(command);
    private readonly OptionSet<ReadingOptions> _reading = new(command);
    private readonly OptionSet<MaskingOptions> _masking = new(command);
    private readonly OptionSet<MiningOptions> _mining = new(command);

    /// <summary>How bytes become records, as given.</summary>
    /// <exception cref="UsageException">A value is not allowed.</exception>
    public ReadingOptions Reading(Invocation invocation) => invocation.Get(_reading);

    /// <summary>What is known of the format, as given.</summary>
    /// <param name="invocation">The call.</param>
    /// <param name="labels">The file of labels, if the command was given one.</param>
    /// <exception cref="UsageException">A value is not allowed, or there are two truths.</exception>
    public FormatOptions Format(Invocation invocation, string? labels = null)
    {
        FormatOptions format = invocation.Get(_format);
        return labels is null || format.LabelField is null ? format
            : throw new UsageException("--labels and --label-field are two truths about the same lines; give one of them");
    }

    /// <summary>What makes events one session, as given.</summary>
    /// <exception cref="UsageException">A value is not allowed.</exception>
    public SessionOptions Sessions(Invocation invocation) => invocation.Get(_sessions);

    /// <summary>What makes a new miner as it was asked for.</summary>
    /// <exception cref="UsageException">A value is not allowed.</exception>
    public Func<TemplateMiner> Miner(Invocation invocation)
    {
        (MiningOptions mining, MaskingOptions masking) = (invocation.Get(_mining), invocation.Get(_masking));
        return () => TemplateMiner.Create(mining, masking);
    }
}
