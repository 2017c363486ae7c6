using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ActorDetector.Detection.Bundles;

/// <summary>How a bundle's JSON is written and read.</summary>
internal static class BundleJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    /// <summary>The value of a file.</summary>
    /// <exception cref="FormatException">It holds nothing.</exception>
    /// <exception cref="JsonException">It holds something else.</exception>
    public static T Parse<T>(byte[] json, string name)
        where T : class => JsonSerializer.Deserialize<T>(json, Options) ?? throw new FormatException($"{name} holds nothing");

    /// <summary>The value of an element.</summary>
    public static object? Parse(JsonElement json, Type type) => json.Deserialize(type, Options);
}
