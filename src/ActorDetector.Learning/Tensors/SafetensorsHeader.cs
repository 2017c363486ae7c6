using System.Buffers.Binary;
using System.Text.Json;

namespace ActorDetector.Learning.Tensors;

/// <summary>Reads the header of a safetensors file, trusting nothing in it.</summary>
internal static class SafetensorsHeader
{
    // A tensor takes about a hundred bytes of header: room for ten thousand.
    private const int MaxLength = 1 << 20;
    private const string Metadata = "__metadata__";

    /// <summary>The tensors in the order in which their numbers follow.</summary>
    /// <exception cref="FormatException">The header is not one, or what it says cannot be.</exception>
    public static IReadOnlyList<SafetensorsEntry> Read(Stream stream)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(Bytes(stream));
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw new FormatException("The safetensors header is not a JSON object.");
            return Contiguous(document.RootElement.EnumerateObject().Where(property => property.Name != Metadata).Select(Entry));
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new FormatException($"The safetensors header is not valid JSON: {error.Message}", error);
        }
    }

    private static byte[] Bytes(Stream stream)
    {
        Span<byte> prefix = stackalloc byte[sizeof(ulong)];
        if (stream.ReadAtLeast(prefix, prefix.Length, throwOnEndOfStream: false) < prefix.Length)
            throw new FormatException("The safetensors file ends within its first eight bytes.");
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length is 0 or > MaxLength)
            throw new FormatException($"The safetensors header claims {length} bytes; 1 to {MaxLength} are allowed.");
        byte[] header = new byte[length];
        if (stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length)
            throw new FormatException("The safetensors file ends within its header.");
        return header;
    }

    private static SafetensorsEntry Entry(JsonProperty property)
    {
        string name = property.Name;
        string? type = Member(property, "dtype", JsonValueKind.String).GetString();
        if (type != "F32")
            throw new FormatException($"Tensor {name} is of type {type}; only F32 can be read.");
        long[] shape = Numbers(property, "shape"), offsets = Numbers(property, "data_offsets");
        long count = Count(name, shape);
        if (offsets.Length != 2 || offsets[0] < 0 || offsets[1] - offsets[0] != count * sizeof(float))
            throw new FormatException($"Tensor {name} has {count} numbers but data_offsets [{string.Join(", ", offsets)}].");
        return new(name, Array.ConvertAll(shape, size => (int)size), (int)count, offsets[0], offsets[1]);
    }

    private static long Count(string name, long[] shape)
    {
        Int128 count = 1;
        foreach (long size in shape)
        {
            if (size is < 0 or > int.MaxValue || (count *= size) > Array.MaxLength)
                throw new FormatException($"Tensor {name} has a size that cannot be: ({string.Join(", ", shape)}).");
        }

        return (long)count;
    }

    private static long[] Numbers(JsonProperty property, string member)
    {
        JsonElement array = Member(property, member, JsonValueKind.Array);
        return [.. array.EnumerateArray().Select(number => number.ValueKind == JsonValueKind.Number && number.TryGetInt64(out long value)
            ? value
            : throw new FormatException($"Tensor {property.Name} has {member} {array}, which are not whole numbers."))];
    }

    private static JsonElement Member(JsonProperty property, string member, JsonValueKind kind) =>
        property.Value.ValueKind == JsonValueKind.Object
        && property.Value.TryGetProperty(member, out JsonElement value)
        && value.ValueKind == kind
            ? value
            : throw new FormatException($"Tensor {property.Name} has no {member} in the safetensors header, or one of a wrong kind.");

    private static List<SafetensorsEntry> Contiguous(IEnumerable<SafetensorsEntry> entries)
    {
        List<SafetensorsEntry> ordered = [.. entries.OrderBy(entry => entry.Start).ThenBy(entry => entry.End)];
        HashSet<string> names = new(StringComparer.Ordinal);
        long end = 0;
        foreach (SafetensorsEntry entry in ordered)
        {
            if (!names.Add(entry.Name))
                throw new FormatException($"Tensor {entry.Name} is there twice.");
            if (entry.Start != end)
                throw new FormatException(
                    $"Tensor {entry.Name} starts at byte {entry.Start} of the numbers; the one before it ends at {end}.");
            end = entry.End;
        }

        return ordered;
    }
}
