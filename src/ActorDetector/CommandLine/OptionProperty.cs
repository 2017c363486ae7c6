using System.CommandLine;
using System.CommandLine.Parsing;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using ActorDetector.Output;

namespace ActorDetector.CommandLine;

/// <summary>One property of an options record and the option that it becomes.</summary>
internal sealed class OptionProperty
{
    private readonly PropertyInfo _property;
    private readonly Type _type;
    private readonly bool _isList;
    private readonly bool _isRequired;
    private readonly AllowedRange? _range;
    private readonly ValidationAttribute[] _rules;

    /// <summary>The option of a property whose default is the one in <paramref name="defaults"/>.</summary>
    /// <param name="property">The property.</param>
    /// <param name="defaults">A record with its defaults.</param>
    /// <param name="prefix">What its name begins with, as <c>classifier-</c>.</param>
    public OptionProperty(PropertyInfo property, object defaults, string prefix)
    {
        _property = property;
        _isList = property.PropertyType == typeof(IReadOnlyList<string>);
        _type = _isList ? typeof(string) : Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        _isRequired = property.IsDefined(typeof(RequiredAttribute));
        _range = property.GetCustomAttribute<RangeAttribute>() is { } range ? new AllowedRange(range) : null;
        _rules = [.. property.GetCustomAttributes<ValidationAttribute>().Where(rule => rule is not (RangeAttribute or RequiredAttribute))];
        Name = prefix + (property.GetCustomAttribute<DisplayNameAttribute>()?.DisplayName ?? JsonNamingPolicy.KebabCaseLower.ConvertName(property.Name));
        Option = CreateOption();
        Option.HelpName = property.GetCustomAttribute<ValueNameAttribute>()?.Name ?? ValueText.Placeholder(_type);
        Option.Description = Describe(property.GetValue(defaults));
        if (property.GetCustomAttribute<ShortNameAttribute>() is { } alias)
            Option.Aliases.Add(alias.Name);
    }

    /// <summary>The option's name without dashes, as in the settings file.</summary>
    public string Name { get; }

    /// <summary>The option.</summary>
    public Option Option { get; }

    /// <summary>Sets the property to what was given, or leaves it.</summary>
    /// <exception cref="UsageException">What was given is no allowed value, or nothing was given and the option is required.</exception>
    public void Bind(object options, ParseResult parsed, Settings settings)
    {
        GivenValue? given = OnCommandLine(parsed) ?? settings.Find(Name);
        if (given is { } some)
            _property.SetValue(options, Read(some));
        else if (_isRequired && _property.GetValue(options) is null or "" or IReadOnlyList<string> { Count: 0 })
            throw new UsageException($"{Option.Name} {Option.HelpName} is missing: {_property.GetCustomAttribute<DescriptionAttribute>()?.Description}");
    }

    /// <summary>Copies the property's value.</summary>
    public void Copy(object from, object to) => _property.SetValue(to, _property.GetValue(from));

    private Option CreateOption()
    {
        string name = "--" + Name;
        if (_isList)
            return new Option<string[]>(name) { Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = false };
        // The parser takes the word behind a flag as its value only if it is true or false.
        return _type == typeof(bool) ? new Option<bool>(name) { Arity = ArgumentArity.ZeroOrOne } : new Option<string>(name);
    }

    private string Describe(object? value)
    {
        string?[] notes =
        [
            _isRequired ? "required" : null,
            value is null or "" or IReadOnlyList<string> ? null : $"default: {ValueText.Write(value)}",
            _range?.ToString(),
        ];
        string description = _property.GetCustomAttribute<DescriptionAttribute>()?.Description ?? "";
        string noted = string.Join("; ", notes.Where(note => note is not null));
        return noted.Length == 0 ? description : $"{description} [{noted}]";
    }

    private GivenValue? OnCommandLine(ParseResult parsed)
    {
        if (parsed.GetResult(Option) is not OptionResult { Implicit: false } result)
            return null;
        return new GivenValue(result.Tokens.Count == 0 ? [bool.TrueString] : [.. result.Tokens.Select(token => token.Value)], null);
    }

    private object? Read(GivenValue given)
    {
        if (_isList)
        {
            // An empty list in the settings file is read as one empty text.
            return given is { Origin: not null, Texts: [""] } ? [] : given.Texts.Select(text => Read(text, given.Origin)).Cast<string>().ToArray();
        }

        return given.Texts.Count == 1
            ? Read(given.Texts[0], given.Origin)
            : throw new UsageException($"{Said("", given.Origin)} takes one value, not a list of {given.Texts.Count}");
    }

    private object? Read(string text, string? origin)
    {
        if (!ValueText.TryParse(_type, text, out object? value))
        {
            throw new UsageException(ValueText.IsWholeNumberBeyond(_type, text)
                ? $"{Said(text, origin)} is out of range: {_range?.ToString() ?? AllowedRange.Of(_type)}"
                : $"{Said(text, origin)} is not {ValueText.Expected(_type)}");
        }

        if (_range is not null && !_range.Holds(value!))
            throw new UsageException($"{Said(text, origin)} is out of range: {_range}");
        if (_rules.FirstOrDefault(rule => !rule.IsValid(value)) is { } broken)
            throw new UsageException($"{Said(text, origin)} is not allowed: {broken.FormatErrorMessage(Option.Name)}");
        return value;
    }

    private string Said(string text, string? origin)
    {
        string said = text.Length == 0 ? Option.Name : $"{Option.Name} {Printable.Shorten(text, 100)}";
        return origin is null ? said : $"{said} (from {origin})";
    }
}
