using System.CommandLine;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;

namespace ActorDetector.CommandLine;

/// <summary>The options of a record: one for each property that can be set and is <see cref="BrowsableAttribute">browsable</see>.</summary>
public class OptionSet
{
    private readonly Type _type;
    private readonly OptionProperty[] _properties;

    /// <summary>Adds a record's options to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="type">The record; it has a constructor without parameters.</param>
    /// <param name="prefix">What the options' names begin with, as <c>classifier-</c>.</param>
    /// <exception cref="ArgumentException">The command has an option of that name already.</exception>
    public OptionSet(Command command, Type type, string prefix = "")
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(type);
        _type = type;
        object defaults = Activator.CreateInstance(type)!;
        _properties =
        [
            .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite && property.GetCustomAttribute<BrowsableAttribute>() is not { Browsable: false })
                .Select(property => new OptionProperty(property, defaults, prefix)),
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
    public object Bind(ParseResult parsed, Settings settings, object? defaults = null)
    {
        ArgumentNullException.ThrowIfNull(parsed);
        ArgumentNullException.ThrowIfNull(settings);
        object options = Activator.CreateInstance(_type)!;
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
