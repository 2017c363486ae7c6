namespace ActorDetector.Actors.Sinks;

/// <summary>A secret that a sink shows to the other side. Never part of a message.</summary>
public sealed class BearerToken
{
    private const int MostBytes = 8192;

    private readonly string? _path;
    private readonly string _text;

    private BearerToken(string? path, string text)
    {
        _path = path;
        _text = text;
    }

    /// <summary>A token in a file, which is read each time that the token is needed, so that it can be changed.</summary>
    public static BearerToken InFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new BearerToken(path, "");
    }

    /// <summary>A token that is known: of the environment.</summary>
    public static BearerToken Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new BearerToken(null, text);
    }

    /// <summary>The token, without white space around it.</summary>
    /// <exception cref="IOException">It cannot be read, or is none.</exception>
    internal string Read()
    {
        string token = (_path is null ? _text : ReadFile(_path)).Trim();
        if (token.Length == 0 || token.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            string where = _path is null ? "of the environment" : $"in {_path}";
            throw new IOException($"The token {where} must be one word of printable ASCII characters.");
        }

        return token;
    }

    private static string ReadFile(string path)
    {
        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            byte[] bytes = new byte[MostBytes + 1];
            int length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return length <= MostBytes
                ? System.Text.Encoding.UTF8.GetString(bytes, 0, length)
                : throw new IOException($"{path} holds more than {MostBytes:N0} bytes: it is no token.");
        }
        catch (UnauthorizedAccessException refused)
        {
            throw new IOException($"The token in {path} cannot be read: {refused.Message}", refused);
        }
    }
}
