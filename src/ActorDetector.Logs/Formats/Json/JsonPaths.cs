using System.Text;
using ActorDetector.Logs.Text;

namespace ActorDetector.Logs.Formats.Json;

/// <summary>The dotted names of JSON fields, and their places.</summary>
internal sealed class JsonPaths
{
    /// <summary>Longest dotted name in bytes; longer ones are no field's.</summary>
    public const int MaxBytes = 512;

    private readonly Dictionary<byte[], int>.AlternateLookup<ReadOnlySpan<byte>> _places;

    public JsonPaths(IReadOnlyList<string> names)
    {
        Count = names.Count;
        Dictionary<byte[], int> places = new(ByteRunComparer.Instance);
        for (int i = 0; i < names.Count; i++)
            places.TryAdd(Encoding.UTF8.GetBytes(names[i]), i);
        _places = places.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    public int Count { get; }

    /// <summary>The place of a dotted name, or -1.</summary>
    public int Find(ReadOnlySpan<byte> path) => _places.TryGetValue(path, out int place) ? place : -1;
}
