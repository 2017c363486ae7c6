using ActorDetector.Logs.Text;

namespace ActorDetector.Logs.Sessions;

/// <summary>Finds in a line what names its session (<see cref="SessionOptions.SessionId"/>). Immutable and shared by threads.</summary>
public sealed class SessionIdentifier
{
    private readonly LinePattern _pattern;

    /// <summary>Finds the first group, or the whole match, of a regular expression.</summary>
    /// <param name="pattern">The regular expression.</param>
    /// <param name="option">The option that gives it.</param>
    /// <exception cref="ArgumentException">It is not a regular expression; the message names option, pattern and fault.</exception>
    public SessionIdentifier(string pattern, string option = "--session-id") => _pattern = new LinePattern(pattern, option);

    /// <summary>The identifier's bytes in the line. False when there is none, or an empty one.</summary>
    public bool TryFind(ReadOnlySpan<byte> line, out Slice identifier) => _pattern.TryFind(line, out identifier) && identifier.Length > 0;
}
