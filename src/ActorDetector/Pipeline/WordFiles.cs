using ActorDetector.Learning.Words;
using ActorDetector.Logs;

namespace ActorDetector.Pipeline;

/// <summary>Reads what users bring of words.</summary>
internal static class WordFiles
{
    /// <summary>Pairs of words; none without a file.</summary>
    /// <exception cref="LogInputException">The file cannot be read, or is none of pairs.</exception>
    public static IReadOnlyList<WordPair> Pairs(string? path) => Read(path, WordPairs.Read) ?? [];

    /// <summary>Word vectors; null without a file.</summary>
    /// <exception cref="LogInputException">The file cannot be read, or is none of vectors.</exception>
    public static WordVectors? Vectors(string? path) => Read(path, reader => WordVectorText.Read(reader));

    private static T? Read<T>(string? path, Func<TextReader, T> read)
        where T : class
    {
        if (path is null)
            return null;
        try
        {
            using StreamReader reader = File.OpenText(path);
            return read(reader);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or FormatException)
        {
            throw new LogInputException($"{path}: {fault.Message}", fault);
        }
    }
}
