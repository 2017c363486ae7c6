using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.Serialization;

namespace ActorDetector.SystemTests.Deploying;

/// <summary>YAML as JSON whose values are all texts; aliases and merges are resolved.</summary>
internal static class Yaml
{
    /// <summary>The documents of a file.</summary>
    public static IReadOnlyList<JsonObject> Read(string file)
    {
        using StreamReader text = File.OpenText(file);
        var parser = new MergingParser(new Parser(text));
        IDeserializer deserializer = new DeserializerBuilder().WithDuplicateKeyChecking().Build();
        List<JsonObject> documents = [];
        parser.Consume<StreamStart>();
        while (parser.Accept<DocumentStart>(out _))
            documents.Add(ToJson(deserializer.Deserialize(parser))!.AsObject());
        return documents;
    }

    /// <summary>A value deep inside, by the names on the way to it.</summary>
    public static JsonNode At(this JsonNode node, params string[] path) =>
        path.Aggregate(node, (at, name) => at[name] ?? throw new KeyNotFoundException($"{name} of {string.Join('.', path)} is missing in {node.GetPath()}"));

    /// <summary>The texts of a list; none when it is not there.</summary>
    public static string[] Texts(this JsonNode? list) => [.. (list as JsonArray ?? []).Select(item => (string)item!)];

    private static JsonNode? ToJson(object? value) => value switch
    {
        null => null,
        IDictionary<object, object> map => new JsonObject(map.Select(pair => KeyValuePair.Create((string)pair.Key, ToJson(pair.Value)))),
        IEnumerable<object> list => new JsonArray([.. list.Select(ToJson)]),
        _ => JsonValue.Create((string)value),
    };
}
