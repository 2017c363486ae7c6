using System.Security.Cryptography;
using System.Text;

namespace ActorDetector.Http.Security;

/// <summary>The bearer token that requests must carry. It is held as its hash only.</summary>
public sealed class AccessToken
{
    /// <summary>The environment variable that may hold the token.</summary>
    public const string Variable = "ACTORDETECTOR_HTTP_TOKEN";

    private const int LeastLength = 16;
    private const string Scheme = "Bearer ";

    private readonly byte[] _hash;

    private AccessToken(string token) => _hash = HashOf(token);

    /// <summary>The token of a file, else of a variable; null when there is neither.</summary>
    /// <param name="file">A file that holds nothing else; white space around it does not count.</param>
    /// <param name="variable">The value of the variable.</param>
    /// <exception cref="IOException">The file cannot be read, or what is there is no good token; the message says which and why, without the token.</exception>
    public static AccessToken? Read(string? file, string? variable) => TextOf(file, variable) is { } token ? new AccessToken(token) : null;

    /// <summary>The token itself, for who has to show it; as <see cref="Read"/> finds it.</summary>
    internal static string? TextOf(string? file, string? variable)
    {
        if (file is null && string.IsNullOrEmpty(variable))
            return null;
        string from = file is null ? $"the variable {Variable}" : $"--http-token-file {file}";
        string token;
        try
        {
            token = (file is null ? variable! : File.ReadAllText(file)).Trim();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"{from} cannot be read: {fault.Message}", fault);
        }

        return token.Length >= LeastLength && token.All(letter => letter is > ' ' and < '\x7F')
            ? token
            : throw new IOException($"The token of {from} must be at least {LeastLength} visible ASCII characters, without spaces; make one with: openssl rand -hex 32");
    }

    /// <summary>Whether an <c>Authorization</c> header carries the token. Takes as long for a wrong one as for the right one.</summary>
    public bool IsIn(string? authorization) =>
        authorization is not null && authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
        && CryptographicOperations.FixedTimeEquals(HashOf(authorization[Scheme.Length..].Trim()), _hash);

    private static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
