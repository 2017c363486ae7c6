namespace ActorDetector.CommandLine;

/// <summary>The program was called or set up wrongly; the message names the option, its value and what is allowed.</summary>
public sealed class UsageException : Exception
{
    /// <summary>A usage fault described by <paramref name="message"/>.</summary>
    public UsageException(string message) : base(message)
    {
    }

    /// <summary>A usage fault with the fault beneath it.</summary>
    public UsageException(string message, Exception inner) : base(message, inner)
    {
    }

    /// <summary>An unnamed usage fault.</summary>
    public UsageException()
    {
    }
}
