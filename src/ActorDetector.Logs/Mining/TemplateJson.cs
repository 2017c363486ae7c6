using System.Text;
using System.Text.Json;
using ActorDetector.Logs.Masking;

namespace ActorDetector.Logs.Mining;

/// <summary>The JSON of a template tree. A constant of a pattern is written with '=' before it, each of its bytes as the character of that
/// number; '#' is a masked part, '*' a variable word, '+' several, and '(' the variable brackets behind the place before.</summary>
internal static class TemplateJson
{
    /// <summary>Writes a tree's templates and how lines are cut for them.</summary>
    public static void Write(Utf8JsonWriter json, TokenizerOptions tokenizing, FrozenTemplate[] templates)
    {
        json.WriteStartObject();
        json.WriteBoolean("builtInMasks", tokenizing.Masking.BuiltInMasks);
        json.WriteStartArray("masks");
        foreach (string mask in tokenizing.Masking.Mask)
            json.WriteStringValue(mask);
        json.WriteEndArray();
        json.WriteString("delimiters", tokenizing.Delimiters);
        json.WriteStartArray("templates");
        foreach (FrozenTemplate template in templates)
            Write(json, template);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Reads what <see cref="Write(Utf8JsonWriter, TokenizerOptions, FrozenTemplate[])"/> wrote.</summary>
    /// <exception cref="FormatException">It is something else.</exception>
    public static (TokenizerOptions Tokenizing, FrozenTemplate[] Templates) Read(JsonElement json)
    {
        var masking = new MaskingOptions
        {
            BuiltInMasks = Property(json, "builtInMasks", JsonValueKind.True, JsonValueKind.False).GetBoolean(),
            Mask = [.. ItemsOf(json, "masks").Select(item => String(item.Value, item.Path))],
        };
        var tokenizing = new TokenizerOptions(masking, String(Property(json, "delimiters", JsonValueKind.String), "delimiters"));
        return (tokenizing, [.. ItemsOf(json, "templates").Select((item, id) => ReadTemplate(item.Value, item.Path, id))]);
    }

    private static void Write(Utf8JsonWriter json, FrozenTemplate template)
    {
        json.WriteStartObject();
        json.WriteString("text", template.Template.Text);
        json.WriteNumber("count", template.Template.Count);
        json.WriteString("example", template.Template.Example);
        json.WriteStartArray("patterns");
        foreach (FrozenPattern pattern in template.Patterns)
            Write(json, pattern);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, FrozenPattern pattern)
    {
        json.WriteStartArray();
        for (int i = 0; i < pattern.Places.Length; i++)
        {
            Place place = pattern.Places[i];
            json.WriteStringValue(place.Kind switch
            {
                PlaceKind.Constant => "=" + Encoding.Latin1.GetString(place.Text),
                PlaceKind.Masked => "#",
                PlaceKind.Word => "*",
                _ => "+",
            });
            if (place.HasGroup)
                json.WriteStringValue("(");
        }

        json.WriteEndArray();
    }

    private static FrozenTemplate ReadTemplate(JsonElement json, string path, int id)
    {
        JsonElement count = Property(json, "count", path, JsonValueKind.Number);
        if (!count.TryGetInt64(out long lines) || lines < 0)
            throw new FormatException($"{path}.count: {count} is no number of lines.");
        var template = new Template(
            id,
            String(Property(json, "text", path, JsonValueKind.String), $"{path}.text"),
            lines,
            String(Property(json, "example", path, JsonValueKind.String), $"{path}.example"));
        FrozenPattern[] patterns = [.. ItemsOf(json, "patterns", path).Select(item => ReadPattern(item.Value, item.Path))];
        return patterns.Length > 0 ? new FrozenTemplate(template, patterns) : throw new FormatException($"{path}.patterns: there is none.");
    }

    private static FrozenPattern ReadPattern(JsonElement json, string path)
    {
        List<Place> places = [];
        foreach ((JsonElement value, string at) in Items(json, path))
        {
            string place = String(value, at);
            if (place == "(" && places.Count > 0 && !places[^1].HasGroup)
                places[^1] = places[^1] with { HasGroup = true };
            else
                places.Add(ReadPlace(place, at));
        }

        return places.Count <= Tokenizer.MaxTokens
            ? new FrozenPattern([.. places])
            : throw new FormatException($"{path}: {places.Count} places; a pattern has at most {Tokenizer.MaxTokens}.");
    }

    private static Place ReadPlace(string place, string path) => place switch
    {
        "#" => new Place(PlaceKind.Masked, [], false),
        "*" => new Place(PlaceKind.Word, [], false),
        "+" => new Place(PlaceKind.Several, [], false),
        _ when place.Length > 1 && place[0] == '=' && place.AsSpan().IndexOfAnyExceptInRange('\0', '\u00FF') < 0 =>
            new Place(PlaceKind.Constant, Encoding.Latin1.GetBytes(place, 1, place.Length - 1), false),
        _ => throw new FormatException($"{path}: '{place}' is no place of a pattern."),
    };

    private static IEnumerable<(JsonElement Value, string Path)> ItemsOf(JsonElement json, string name, string path = "") =>
        Items(Property(json, name, path, JsonValueKind.Array), path.Length == 0 ? name : $"{path}.{name}");

    private static IEnumerable<(JsonElement Value, string Path)> Items(JsonElement array, string path) =>
        array.ValueKind == JsonValueKind.Array
            ? array.EnumerateArray().Select((value, index) => (value, $"{path}[{index}]"))
            : throw new FormatException($"{path}: {array.ValueKind} in place of Array.");

    private static JsonElement Property(JsonElement json, string name, params JsonValueKind[] kinds) => Property(json, name, "", kinds);

    private static JsonElement Property(JsonElement json, string name, string path, params JsonValueKind[] kinds)
    {
        string full = path.Length == 0 ? name : $"{path}.{name}";
        if (json.ValueKind != JsonValueKind.Object)
            throw new FormatException($"{(path.Length == 0 ? "templates.json" : path)}: {json.ValueKind} in place of Object.");
        if (!json.TryGetProperty(name, out JsonElement value))
            throw new FormatException($"{full}: missing.");
        return kinds.Contains(value.ValueKind) ? value : throw new FormatException($"{full}: {value.ValueKind} in place of {kinds[0]}.");
    }

    private static string String(JsonElement json, string path)
    {
        if (json.ValueKind != JsonValueKind.String)
            throw new FormatException($"{path}: {json.ValueKind} in place of String.");
        try
        {
            return json.GetString()!;
        }
        catch (InvalidOperationException fault)
        {
            throw new FormatException($"{path}: {fault.Message}", fault);
        }
    }
}
