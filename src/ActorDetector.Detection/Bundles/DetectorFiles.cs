using System.Text.Json;
using System.Text.Json.Nodes;
using ActorDetector.Detection.Detectors;
using ActorDetector.Learning.Tensors;

namespace ActorDetector.Detection.Bundles;

/// <summary>The files of a bundle that keep a detector of sessions.</summary>
internal static class DetectorFiles
{
    /// <summary>The property that names the detector whose state a file holds.</summary>
    public const string Name = "detector";

    /// <summary>The file of what is best read as text.</summary>
    public static string JsonOf(string detector) => $"{detector}.json";

    /// <summary>All files that a detector may have.</summary>
    public static IEnumerable<string> Of(string detector) => [JsonOf(detector), TensorsOf(detector)];

    /// <summary>Adds a detector's files to those of a bundle.</summary>
    public static void Add(Dictionary<string, byte[]> files, string detector, DetectorState state, JsonSerializerOptions json)
    {
        JsonObject named = new() { [Name] = detector };
        foreach ((string name, JsonNode? value) in state.Json)
            named[name] = value?.DeepClone();
        files[JsonOf(detector)] = JsonSerializer.SerializeToUtf8Bytes(named, json);
        if (state.Tensors.Count == 0)
            return;
        using var stream = new MemoryStream();
        Safetensors.Write(stream, state.Tensors);
        files[TensorsOf(detector)] = stream.ToArray();
    }

    /// <summary>Reads a detector's files.</summary>
    /// <param name="detector">Its name.</param>
    /// <param name="exists">Whether the bundle has a file.</param>
    /// <param name="read">Reads a file, and checks it.</param>
    /// <exception cref="FormatException">A file is not what it must be.</exception>
    /// <exception cref="JsonException">The JSON is none.</exception>
    public static DetectorState Read(string detector, Func<string, bool> exists, Func<string, byte[]> read)
    {
        if (JsonNode.Parse(read(JsonOf(detector))) is not JsonObject json || json[Name]?.ToString() != detector)
            throw new FormatException($"{JsonOf(detector)} is not the state of {detector}");
        string tensors = TensorsOf(detector);
        return exists(tensors) ? new DetectorState(json, Safetensors.Read(new MemoryStream(read(tensors)))) : new DetectorState(json);
    }

    private static string TensorsOf(string detector) => $"{detector}.safetensors";
}
