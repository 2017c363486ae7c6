using ActorDetector.Logs.Formats;
using ActorDetector.Logs.Formats.Sequences;
using ActorDetector.Logs.Sessions;

namespace ActorDetector.Detection.Sessions;

/// <summary>Which sessions end by themselves, so that their end can be expected.</summary>
public static class SessionBounds
{
    /// <summary>Whether sessions made so are bounded: as the option says; without it when an identifier, an opening line, or the format
    /// itself makes them.</summary>
    public static bool AreBounded(SessionOptions options, LogFormat format)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.Bounded ?? (options.SessionId is not null || options.SessionStart is not null || format is KeySequenceFormat);
    }

    /// <summary>Whether a session closed for this reason had come to its own end, rather than been cut.</summary>
    public static bool IsOwnEnd(CloseReason reason) =>
        reason is CloseReason.EndOfInput or CloseReason.Start or CloseReason.Gap or CloseReason.Idle;
}
