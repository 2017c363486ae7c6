namespace ActorDetector.Logs;

/// <summary>An input that cannot be read or understood; the message says what, where, and what to do.</summary>
public sealed class LogInputException : Exception
{
    /// <summary>An input fault described by <paramref name="message"/>.</summary>
    public LogInputException(string message) : base(message)
    {
    }

    /// <summary>An input fault with the fault beneath it.</summary>
    public LogInputException(string message, Exception inner) : base(message, inner)
    {
    }

    /// <summary>An unnamed input fault.</summary>
    public LogInputException()
    {
    }
}
