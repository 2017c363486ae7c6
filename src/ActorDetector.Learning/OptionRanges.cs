using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;

namespace ActorDetector.Learning;

/// <summary>Checks a record of options against the ranges on its properties.</summary>
internal static class OptionRanges
{
    /// <summary>Does nothing when every option is within its range.</summary>
    /// <exception cref="ValidationException">An option is not; the message names it, its value and the range.</exception>
    public static void Check(object options)
    {
        foreach (PropertyInfo option in options.GetType().GetProperties())
        {
            object? value = option.GetValue(options);
            if (option.GetCustomAttribute<RangeAttribute>() is { } range && (!range.IsValid(value) || value is double.NaN))
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
