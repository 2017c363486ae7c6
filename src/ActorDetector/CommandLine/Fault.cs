using System.ComponentModel.DataAnnotations;
using ActorDetector.Actors.Clusters;
using ActorDetector.Actors.ShardLogs;
using ActorDetector.Actors.Stores;
using ActorDetector.Detection.Bundles;
using ActorDetector.Detection.Feedback;
using ActorDetector.Detection.Training;
using ActorDetector.Logs;

namespace ActorDetector.CommandLine;

/// <summary>What an exception means to the person at the terminal.</summary>
/// <param name="Code">The exit code.</param>
/// <param name="Message">What is said; one line, but for a fault of the program itself, which is told whole.</param>
public sealed record Fault(ExitCode Code, string Message)
{
    /// <summary>The fault that an exception stands for; of several that happened at once, the first.</summary>
    public static Fault Of(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return exception switch
        {
            AggregateException { InnerException: { } inner } => Of(inner),
            UsageException or ValidationException => new Fault(ExitCode.BadUsage, exception.Message),
            ArgumentException { ParamName: { } name } argument and not ArgumentNullException =>
                new Fault(ExitCode.BadUsage, argument.Message.Split('\n')[0].TrimEnd().Replace($" (Parameter '{name}')", "", StringComparison.Ordinal)),
            LogInputException or TrainingException or BundleException or StoreException or ShardLogException or ClusterException or FeedbackException or FormatException or IOException or InvalidDataException or UnauthorizedAccessException =>
                new Fault(ExitCode.BadInput, exception.Message),
            ArgumentException and not ArgumentNullException => new Fault(ExitCode.BadUsage, exception.Message),
            _ => new Fault(ExitCode.BadInput, $"this is a fault of {App.Name} itself, please report it: {exception}"),
        };
    }
}
