using System.Text;
using System.Text.Json;
using ActorDetector.Logs.Masking;

namespace ActorDetector.Logs.Mining;

/// <summary>The JSON of a template tree. A constant of a pattern is written with '=' before it, each of its bytes as the character of that
/// number; '*' is a variable word, '+' several, and '(' the variable brackets behind the place before.</summary>
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
            Mask = [.. Items(json, "masks", "").Select(item => String(item.Value, item.Path))],
        };
        var tokenizing = new TokenizerOptions(masking, String(Property(json, "delimiters", JsonValueKind.String), "delimiters"));
        return (tokenizing, [.. Items(json, "templates", "").Select((item, id) => ReadTemplate(item.Value, item.Path, id))]);
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
        for (int i = 0; i < pattern.Length; i++)
        {
            json.WriteStringValue(pattern.Texts[i] is { } text ? "=" + Encoding.Latin1.GetString(text) : pattern.Several[i] ? "+" : "*");
            if (pattern.HasGroup[i])
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
        FrozenPattern[] patterns = [.. Items(json, "patterns", path).Select(item => ReadPattern(item.Value, item.Path))];
        return patterns.Length > 0 ? new FrozenTemplate(template, patterns) : throw new FormatException($"{path}.patterns: there is none.");
    }

    private static FrozenPattern ReadPattern(JsonElement json, string path)
    {
        List<byte[]?> texts = [];
        List<bool> several = [], groups = [];
        foreach ((JsonElement value, string at) in Items(json, path))
        {
            string place = String(value, at);
            if (place == "(" && groups.Count > 0 && !groups[^1])
            {
                groups[^1] = true;
                continue;
            }

            texts.Add(place is "*" or "+" ? null : Constant(place, at));
            several.Add(place == "+");
            groups.Add(false);
        }

        return texts.Count <= Tokenizer.MaxTokens
            ? new FrozenPattern([.. texts], [.. several], [.. groups])
            : throw new FormatException($"{path}: {texts.Count} places; a pattern has at most {Tokenizer.MaxTokens}.");
    }

    private static byte[] Constant(string place, string path) =>
        place.Length > 1 && place[0] == '=' && place.AsSpan().IndexOfAnyExceptInRange('\0', '\u00FF') < 0
            ? Encoding.Latin1.GetBytes(place, 1, place.Length - 1)
            : throw new FormatException($"{path}: '{place}' is no place of a pattern.");

    private static IEnumerable<(JsonElement Value, string Path)> Items(JsonElement json, string name, string path = "") =>
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
