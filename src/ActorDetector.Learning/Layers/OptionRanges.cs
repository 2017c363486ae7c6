using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;

namespace ActorDetector.Learning.Layers;

/// <summary>Checks options against the ranges that their attributes state.</summary>
internal static class OptionRanges
{
    /// <summary>Does nothing when every option is within its range.</summary>
    /// <exception cref="ValidationException">An option is not; the message names it, its value and the range.</exception>
    public static void Check<TOptions>(TOptions options)
    {
        foreach (PropertyInfo option in typeof(TOptions).GetProperties())
        {
            object? value = option.GetValue(options);
            if (option.GetCustomAttribute<RangeAttribute>() is { } range && !range.IsValid(value))
            {
                throw new ValidationException(string.Create(
                    CultureInfo.InvariantCulture, $"{option.Name} is {value}; it must be from {range.Minimum} to {range.Maximum}."));
            }

            if (value is Enum && !Enum.IsDefined(option.PropertyType, value))
            {
                string names = string.Join(", ", Enum.GetNames(option.PropertyType));
                throw new ValidationException($"{option.Name} is {value}; it must be one of {names}.");
            }
        }
    }
}
