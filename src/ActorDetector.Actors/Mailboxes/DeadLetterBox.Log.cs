using Microsoft.Extensions.Logging;

namespace ActorDetector.Actors.Mailboxes;

/// <content>What is logged.</content>
public sealed partial class DeadLetterBox
{
    [LoggerMessage(Level = LogLevel.Error, Message = "{Actor} could not take the message {Letter}: it is set aside among the dead letters.")]
    private partial void LogSetAside(Exception fault, string actor, string letter);
}
