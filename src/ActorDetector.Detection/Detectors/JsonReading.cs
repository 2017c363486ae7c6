using System.Text.Json.Nodes;

namespace ActorDetector.Detection.Detectors;

/// <summary>Reads numbers from a detector's state, and says what is wrong when they are not there.</summary>
public static class JsonReading
{
    /// <summary>A number of an object.</summary>
    /// <exception cref="FormatException">There is no such number.</exception>
    public static T Number<T>(this JsonObject json, string name)
        where T : struct
    {
        ArgumentNullException.ThrowIfNull(json);
        return json[name] is JsonValue value && value.TryGetValue(out T number) ? number : throw Missing(name);
    }

    /// <summary>A list of numbers of an object.</summary>
    /// <exception cref="FormatException">There is no such list.</exception>
    public static T[] Numbers<T>(this JsonObject json, string name)
        where T : struct
    {
        ArgumentNullException.ThrowIfNull(json);
        if (json[name] is not JsonArray list)
            throw Missing(name);
        return [.. list.Select(item => item is JsonValue value && value.TryGetValue(out T number) ? number : throw Missing(name))];
    }

    /// <summary>A list of numbers.</summary>
    public static JsonArray Array<T>(IEnumerable<T> numbers)
        where T : struct => [.. numbers.Select(number => JsonValue.Create(number))];

    private static FormatException Missing(string name) => new($"{name} is missing, or is not what it must be");
}
