using System.CommandLine;
using System.ComponentModel.DataAnnotations;
using System.Reflection;

namespace ActorDetector.CommandLine;

/// <summary>An options record on the command line: each of its settable properties is an option named after it, <c>MaxLineBytes</c> as
/// <c>--max-line-bytes</c>.</summary>
/// <remarks>A value is taken from the first of these that has it: the command line, the environment, the settings file, the record's own
/// default. Wherever it came from it must be of the property's type and obey its validation attributes; together they must obey the record's
/// own rules (<see cref="IValidatableObject"/>). Properties may be bool, int, long,
/// ulong, double, string, TimeSpan, DateTimeOffset, an enum, one of these as nullable, or IReadOnlyList&lt;string&gt;.</remarks>
/// <typeparam name="T">The record.</typeparam>
public sealed class OptionSet<T> where T : class, new()
{
    private readonly OptionProperty[] _properties;

    /// <summary>Adds the record's options to a command.</summary>
    /// <exception cref="ArgumentException">The command has an option of that name already.</exception>
    public OptionSet(Command command)
    {
        ArgumentNullException.ThrowIfNull(command);
        T defaults = new();
        _properties =
        [
            .. typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite)
                .Select(property => new OptionProperty(property, defaults)),
        ];
        foreach (OptionProperty property in _properties)
        {
            if (command.Options.FirstOrDefault(other => NamesOf(other).Intersect(NamesOf(property.Option)).Any()) is { } taken)
                throw new ArgumentException($"{command.Name} has two options {taken.Name}", nameof(command));
            command.Add(property.Option);
        }
    }

    /// <summary>The record as given.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="settings">The environment and the settings file.</param>
    /// <param name="defaults">Values of what was not given; the record's own when null.</param>
    /// <exception cref="UsageException">A value is not allowed, or a required one is missing.</exception>
    public T Bind(ParseResult parsed, Settings settings, T? defaults = null)
    {
        ArgumentNullException.ThrowIfNull(parsed);
        ArgumentNullException.ThrowIfNull(settings);
        T options = new();
        foreach (OptionProperty property in _properties)
        {
            if (defaults is not null)
                property.Copy(defaults, options);
            property.Bind(options, parsed, settings);
        }

        if (options is IValidatableObject rules && rules.Validate(new ValidationContext(options)).FirstOrDefault() is { } broken)
            throw new UsageException(broken.ErrorMessage!);
        return options;
    }

    private static IEnumerable<string> NamesOf(Option option) => option.Aliases.Append(option.Name);
}
