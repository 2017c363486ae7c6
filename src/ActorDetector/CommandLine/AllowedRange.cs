using System.ComponentModel.DataAnnotations;

namespace ActorDetector.CommandLine;

/// <summary>The values that an option may have, from its <see cref="RangeAttribute"/>.</summary>
internal sealed class AllowedRange(RangeAttribute range)
{
    /// <summary>Whether a value lies inside.</summary>
    public bool Holds(object value)
    {
        try
        {
            return range.IsValid(value);
        }
        catch (OverflowException)
        {
            // A value that the range's own type cannot hold.
            return false;
        }
    }

    /// <summary>"1 to 256", or "1 or more" when only the type bounds it above.</summary>
    public override string ToString() => range.Maximum is int.MaxValue or double.MaxValue
        ? $"{Text(range.Minimum)} or more"
        : $"{Text(range.Minimum)} to {Text(range.Maximum)}";

    /// <summary>The range of a type that has no narrower one; null when numbers do not bound it.</summary>
    public static string? Of(Type type) => type switch
    {
        _ when type == typeof(int) => $"{Text(int.MinValue)} to {Text(int.MaxValue)}",
        _ when type == typeof(long) => $"{Text(long.MinValue)} to {Text(long.MaxValue)}",
        _ when type == typeof(ulong) => $"0 to {Text(ulong.MaxValue)}",
        _ => null,
    };

    private static string Text(object bound) => ValueText.Write(bound);
}
