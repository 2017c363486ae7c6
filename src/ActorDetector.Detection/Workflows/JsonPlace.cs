using System.Text.Json;

namespace ActorDetector.Detection.Workflows;

/// <summary>A value of a JSON document and where it stands, so that a fault in it can be named.</summary>
internal readonly record struct JsonPlace(JsonElement Value, string Path)
{
    public FormatException Fault(string what) => new($"{Path} {what}; the file is damaged or of another program: train again.");

    public JsonPlace Property(string name)
    {
        if (Value.ValueKind != JsonValueKind.Object || !Value.TryGetProperty(name, out JsonElement value))
            throw Fault($"has no '{name}'");
        return new JsonPlace(value, $"{Path}.{name}");
    }

    public IEnumerable<JsonPlace> Items(string name) => Property(name).Items();

    public IEnumerable<JsonPlace> Items()
    {
        if (Value.ValueKind != JsonValueKind.Array)
            throw Fault("is no list");
        string path = Path;
        return Value.EnumerateArray().Select((value, index) => new JsonPlace(value, FormattableString.Invariant($"{path}[{index}]")));
    }

    public bool Bool() => Value.ValueKind is JsonValueKind.True or JsonValueKind.False ? Value.GetBoolean() : throw Fault("is neither true nor false");

    public long Long() =>
        Value.ValueKind == JsonValueKind.Number && Value.TryGetInt64(out long number) && number >= 0 ? number : throw Fault("is no count");

    public int Int(int least, int most) => Value.ValueKind == JsonValueKind.Number && Value.TryGetInt32(out int number) && number >= least && number <= most
        ? number
        : throw Fault(FormattableString.Invariant($"is no whole number from {least} to {most}"));

    public ushort Key() => (ushort)Int(0, ushort.MaxValue);

    public CountRange Range()
    {
        JsonPlace[] ends = [.. Items()];
        if (ends.Length != 2)
            throw Fault("is no pair of numbers");
        int least = ends[0].Int(1, CountRange.MostTimes);
        return new CountRange(least, ends[1].Int(least, CountRange.MostTimes));
    }
}
