using System.Buffers;

namespace ActorDetector.Actors.Sinks;

/// <summary>A header of a request. Its value may be a secret.</summary>
internal sealed class HttpHeader
{
    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    // These are the request's own.
    private static readonly string[] Taken =
        ["Authorization", "Connection", "Content-Encoding", "Content-Length", "Content-Type", "Host", "Idempotency-Key", "Transfer-Encoding"];

    private HttpHeader(string name, string value)
    {
        Name = name;
        Value = value;
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Its value.</summary>
    public string Value { get; }

    /// <summary>Reads <c>Name: value</c>.</summary>
    /// <exception cref="ArgumentException">It is none; the message says what is wrong.</exception>
    public static HttpHeader Parse(string text)
    {
        if (FaultOf(text) is { } fault)
            throw new ArgumentException(fault, nameof(text));
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        return new HttpHeader(text[..colon], text[(colon + 1)..].Trim());
    }

    /// <summary>What is wrong with the text of a header; null when nothing is. Its value is not repeated.</summary>
    public static string? FaultOf(string text)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0 || text.AsSpan(0, colon).ContainsAnyExcept(NameCharacters))
            return "--webhook-header must be a name, a colon and a value, as 'X-Team: storage'.";
        string name = text[..colon];
        if (Taken.Contains(name, StringComparer.OrdinalIgnoreCase))
            return $"--webhook-header must not be {name}: the webhook sets it itself; a token is given by --webhook-token-file.";
        return text.AsSpan(colon + 1).ContainsAnyExceptInRange(' ', '~')
            ? $"--webhook-header {name} has a value with characters other than printable ASCII."
            : null;
    }
}
