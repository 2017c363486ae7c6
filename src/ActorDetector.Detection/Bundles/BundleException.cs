namespace ActorDetector.Detection.Bundles;

/// <summary>A model bundle that cannot be read or written; the message says which, what is wrong, and what to do.</summary>
public sealed class BundleException : Exception
{
    /// <summary>A fault described by <paramref name="message"/>.</summary>
    public BundleException(string message) : base(message)
    {
    }

    /// <summary>A fault with the fault beneath it.</summary>
    public BundleException(string message, Exception inner) : base(message, inner)
    {
    }

    /// <summary>An unnamed fault.</summary>
    public BundleException()
    {
    }
}
