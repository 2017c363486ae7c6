using Microsoft.Extensions.FileSystemGlobbing;
using Microsoft.Extensions.FileSystemGlobbing.Abstractions;

namespace ActorDetector.Logs.Reading;

/// <summary>Finds and opens the inputs that a person named: files, patterns with <c>*</c>, standard input.</summary>
public static class InputFiles
{
    /// <summary>The name of standard input.</summary>
    public const string StandardInput = "-";

    /// <summary>The files that some names stand for, each once: a pattern's files in the ordinal order of their paths, names in the order
    /// given.</summary>
    /// <param name="inputs">Paths; patterns in which <c>*</c> is any part of a name and <c>**</c> any folders; <c>-</c> for standard
    /// input.</param>
    /// <exception cref="LogInputException">A file is not there, is a folder, or a pattern matches nothing.</exception>
    public static IReadOnlyList<string> Resolve(IEnumerable<string> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        List<string> files = [.. inputs.SelectMany(Files).Distinct(StringComparer.Ordinal)];
        return files.Count > 0 ? files
            : throw new LogInputException("no input is named; name files, patterns as 'logs/*.log', or - for standard input");
    }

    /// <summary>The paths that a name stands for at present, in their ordinal order; none when nothing is there. What they are (files, links to
    /// nothing) is not looked at.</summary>
    /// <param name="pattern">A path, or a pattern in which <c>*</c> is any part of a name and <c>**</c> any folders.</param>
    /// <exception cref="LogInputException">The folders cannot be searched.</exception>
    public static IReadOnlyList<string> Find(string pattern)
    {
        ArgumentException.ThrowIfNullOrEmpty(pattern);
        if (Path.Exists(pattern))
            return [pattern];
        return pattern.Contains('*', StringComparison.Ordinal) ? Search(pattern) : [];
    }

    /// <summary>Opens a file, unpacking it when its bytes say that it is a .gz, or standard input.</summary>
    /// <exception cref="LogInputException">The file cannot be opened; the message has its path and the reason.</exception>
    public static InputStream Open(string input)
    {
        ArgumentException.ThrowIfNullOrEmpty(input);
        if (input == StandardInput)
            return new InputStream("standard input", Console.OpenStandardInput());
        try
        {
            // A log may be written to, renamed and removed while it is read.
            FileStream file = new(input, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            return Opened(input, file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new LogInputException($"{input}: cannot be opened: {(Directory.Exists(input) ? FolderAdvice(input) : e.Message)}", e);
        }
    }

    private static InputStream Opened(string input, FileStream file)
    {
        try
        {
            return new InputStream(input, file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static IEnumerable<string> Files(string input)
    {
        if (input == StandardInput || File.Exists(input))
            return [input];
        if (Directory.Exists(input))
            throw new LogInputException($"{input}: {FolderAdvice(input)}");
        if (!input.Contains('*', StringComparison.Ordinal))
            throw new LogInputException($"{input}: there is no such file");
        return Matches(input);
    }

    private static List<string> Matches(string pattern) =>
        Search(pattern) is { Count: > 0 } files ? files : throw new LogInputException($"{pattern}: no file matches the pattern");

    private static List<string> Search(string pattern)
    {
        // The folders before the first star are where the search begins.
        int star = pattern.IndexOf('*', StringComparison.Ordinal);
        int cut = pattern.LastIndexOfAny([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], star) + 1;
        string folder = Path.GetFullPath(cut > 0 ? pattern[..cut] : ".");
        Matcher matcher = new(StringComparison.Ordinal);
        matcher.AddInclude(pattern[cut..]);
        try
        {
            PatternMatchingResult result = matcher.Execute(new DirectoryInfoWrapper(new DirectoryInfo(folder)));
            List<string> files = [.. result.Files.Select(file => Path.Combine(pattern[..cut], file.Path))];
            files.Sort(StringComparer.Ordinal);
            return files;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LogInputException($"{pattern}: the folders cannot be searched: {e.Message}", e);
        }
    }

    private static string FolderAdvice(string folder) => $"is a folder; name its files, as '{folder.TrimEnd('/')}/*.log'";
}
