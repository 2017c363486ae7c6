using System.ComponentModel.DataAnnotations;
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

    /// <summary>Whether sessions are windows of a fixed count or span, which are judged as wholes whether or not they end by themselves.</summary>
    public static bool AreWindows(SessionOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.SessionCount is not null || options.SessionSpan is not null;
    }

    /// <summary>Refuses options that could have no effect on the sessions of a format.</summary>
    /// <exception cref="ValidationException">An option needs what the format has not.</exception>
    public static void Validate(SessionOptions options, LogFormat format)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(format);
        if (format is KeySequenceFormat && First(("--session-id", options.SessionId), ("--session-start", options.SessionStart)) is { } rule)
            throw new ValidationException($"{rule} has no use with sequences, where each line is a session: leave it out, or give --format.");
        if (!format.HasTimes
            && First(("--session-gap", options.SessionGap), ("--session-span", options.SessionSpan), ("--idle-timeout", options.IdleTimeout)) is { } time)
        {
            throw new ValidationException($"{time} needs times, but none are read from lines of the format {format.Name}: "
                + "give --time-field and --time-format, or leave it out.");
        }
    }

    /// <summary>Whether a session closed for this reason had come to its own end, rather than been cut.</summary>
    public static bool IsOwnEnd(CloseReason reason) =>
        reason is CloseReason.EndOfInput or CloseReason.Start or CloseReason.Gap or CloseReason.Idle;

    /// <summary>Whether a session closed for this reason was cut by a limit, which made up its length and its counts: it is no whole session,
    /// and no window.</summary>
    public static bool IsCut(CloseReason reason) => reason is CloseReason.Length or CloseReason.Evicted;

    private static string? First(params (string Name, object? Value)[] options) => options.FirstOrDefault(option => option.Value is not null).Name;
}
