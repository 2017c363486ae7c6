using ActorDetector.CommandLine;
using ActorDetector.Logs.Reading;
using ActorDetector.Output;

namespace ActorDetector.Commands;

/// <summary>Keeps a command from writing over what it reads, or over what it wrote itself.</summary>
internal sealed class OutputPaths
{
    private readonly Dictionary<string, string> _taken =
        new(OperatingSystem.IsLinux() ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase);

    /// <summary>The outputs of a command that reads these inputs.</summary>
    /// <param name="inputs">Paths, patterns, or <c>-</c>.</param>
    /// <exception cref="Logs.LogInputException">An input is not there.</exception>
    public OutputPaths(IEnumerable<string> inputs)
    {
        foreach (string file in InputFiles.Resolve(inputs).Where(file => file != InputFiles.StandardInput))
            _taken[Target(file)] = "one of the inputs";
    }

    /// <summary>Takes a file that an option reads.</summary>
    public OutputPaths Read(string option, string? path)
    {
        if (path is not null)
            _taken[Target(path)] = $"the file read as {option}";
        return this;
    }

    /// <summary>Takes a file that an option writes.</summary>
    /// <exception cref="UsageException">The command reads that file, or writes it already.</exception>
    public OutputPaths Write(string option, string? path)
    {
        if (path is not null && !_taken.TryAdd(Target(path), $"the file written as {option}"))
            throw new UsageException($"{option} {Printable.Shorten(path, 200)} would overwrite {_taken[Target(path)]}; give another file");
        return this;
    }

    // A link to an input is that input.
    private static string Target(string path) =>
        (File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName : null) ?? Path.GetFullPath(path);
}
