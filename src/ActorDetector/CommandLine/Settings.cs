using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace ActorDetector.CommandLine;

/// <summary>What was set apart from the command line: environment variables, then the settings file of the working folder.</summary>
/// <remarks>The option <c>--max-line-bytes</c> is <c>ACTORDETECTOR_MAX_LINE_BYTES</c> in the environment and <c>max-line-bytes</c> or
/// <c>maxLineBytes</c> in the file. An empty variable and a null in the file count as not set.</remarks>
public sealed class Settings
{
    /// <summary>The name of the settings file.</summary>
    public const string FileName = "actordetector.json";

    /// <summary>What the names of environment variables begin with.</summary>
    public const string Prefix = "ACTORDETECTOR_";

    private readonly IConfiguration _environment;
    private readonly Dictionary<string, IConfigurationSection> _file = [];

    /// <summary>Settings from an environment (keys without prefix, as <c>MAX_LINE_BYTES</c>) and a file's top level.</summary>
    /// <exception cref="UsageException">The file gives a setting twice, in two spellings.</exception>
    public Settings(IConfiguration environment, IConfiguration file)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(file);
        _environment = environment;
        foreach (IConfigurationSection section in file.GetChildren())
        {
            if (!_file.TryAdd(Bare(section.Key), section))
                throw new UsageException($"{FileName} gives {section.Key} twice: also as {_file[Bare(section.Key)].Key}");
        }
    }

    /// <summary>The settings of this process with the file of a folder, if it has one.</summary>
    /// <exception cref="UsageException">The file is not a JSON object.</exception>
    public static Settings Load(string folder)
    {
        string path = Path.Combine(Path.GetFullPath(folder), FileName);
        try
        {
            return new Settings(
                new ConfigurationBuilder().AddEnvironmentVariables(Prefix).Build(),
                new ConfigurationBuilder().AddJsonFile(path, optional: true, reloadOnChange: false).Build());
        }
        catch (Exception fault) when (fault is InvalidDataException or FormatException)
        {
            Exception cause = fault.GetBaseException();
            string where = cause is JsonException { LineNumber: long line } ? $" in line {line + 1}" : "";
            throw new UsageException($"{path} is not a JSON object of settings{where}", fault);
        }
    }

    /// <summary>What is set for an option, or null.</summary>
    /// <param name="name">Its name without dashes before it, as <c>max-line-bytes</c>.</param>
    /// <exception cref="UsageException">The file has an object where a value or a list of values must be.</exception>
    public GivenValue? Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        string variable = name.Replace('-', '_').ToUpperInvariant();
        if (Texts(_environment.GetSection(variable)) is { } set and not [""])
            return new GivenValue(set, Prefix + variable);
        return _file.TryGetValue(Bare(name), out IConfigurationSection? section) && Texts(section) is { } written
            ? new GivenValue(written, FileName)
            : null;
    }

    /// <summary>Refuses a settings file with a key that is no option's name.</summary>
    /// <param name="names">The names of all options, without dashes before them.</param>
    /// <exception cref="UsageException">There is such a key; the message names the nearest right one.</exception>
    public void RefuseUnknown(IReadOnlyCollection<string> names)
    {
        HashSet<string> known = [.. names.Select(Bare)];
        foreach ((string bare, IConfigurationSection section) in _file)
        {
            if (!known.Contains(bare))
                throw new UsageException($"{section.Key} in {FileName} is not an option.{NearestName.Question(section.Key, names)}");
        }
    }

    private static string Bare(string name) =>
        name.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal).ToUpperInvariant();

    private static string[]? Texts(IConfigurationSection section)
    {
        IConfigurationSection[] items = [.. section.GetChildren()];
        if (items.Length == 0)
            return section.Value is { } value ? [value] : null;
        return items.All(item => int.TryParse(item.Key, CultureInfo.InvariantCulture, out _) && item.Value is not null)
            ? [.. items.Select(item => item.Value!)]
            : throw new UsageException($"{section.Key} in {FileName} must be a value or a list of values");
    }
}
