using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace ActorDetector.Learning.Tensors;

/// <summary>The safetensors file format: an 8-byte header length, a JSON header, then little-endian numbers.</summary>
public static class Safetensors
{
    private const int Alignment = 8;

    /// <summary>Writes tensors, in the order given, as F32.</summary>
    /// <exception cref="ArgumentException">A tensor's shape and its numbers do not agree.</exception>
    public static void Write(Stream stream, IReadOnlyDictionary<string, Tensor> tensors)
    {
        byte[] header = Header(tensors);
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
        stream.Write(length);
        stream.Write(header);
        foreach (Tensor tensor in tensors.Values)
            WriteNumbers(stream, tensor.Values);
    }

    /// <summary>Reads every tensor.</summary>
    /// <exception cref="FormatException">Not such a file, damaged or truncated; the message says what is wrong.</exception>
    public static IReadOnlyDictionary<string, Tensor> Read(Stream stream)
    {
        IReadOnlyList<SafetensorsEntry> entries = SafetensorsHeader.Read(stream);
        OrderedDictionary<string, Tensor> tensors = [];
        foreach (SafetensorsEntry entry in entries)
            tensors.Add(entry.Name, new(entry.Shape, ReadNumbers(stream, entry)));
        if (stream.ReadByte() >= 0)
            throw new FormatException("The safetensors file goes on after its last tensor.");
        return tensors;
    }

    private static byte[] Header(IReadOnlyDictionary<string, Tensor> tensors)
    {
        using MemoryStream header = new();
        using (Utf8JsonWriter json = new(header))
        {
            long offset = 0;
            json.WriteStartObject();
            foreach ((string name, Tensor tensor) in tensors)
            {
                if (tensor.Shape.Aggregate(1L, (product, size) => product * size) != tensor.Values.Length)
                    throw new ArgumentException($"Tensor {name} holds {tensor.Values.Length} numbers, which is not what its shape says.");
                json.WriteStartObject(name);
                json.WriteString("dtype", "F32");
                json.WriteStartArray("shape");
                foreach (int size in tensor.Shape)
                    json.WriteNumberValue(size);
                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(offset);
                json.WriteNumberValue(offset += tensor.Values.Length * (long)sizeof(float));
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        // The format lets the header end in spaces; so the numbers start on a multiple of eight.
        while (header.Length % Alignment != 0)
            header.WriteByte((byte)' ');
        return header.ToArray();
    }

    private static void WriteNumbers(Stream stream, float[] values)
    {
        if (BitConverter.IsLittleEndian)
        {
            stream.Write(MemoryMarshal.AsBytes(values.AsSpan()));
            return;
        }

        Span<byte> bytes = stackalloc byte[sizeof(float)];
        foreach (float value in values)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
            stream.Write(bytes);
        }
    }

    // Read block by block: what a header claims takes memory only as far as the file has it.
    private static float[] ReadNumbers(Stream stream, SafetensorsEntry entry)
    {
        const int Block = 1 << 16;
        float[] values = new float[Math.Min(entry.Count, Block)];
        for (int done = 0; done < entry.Count;)
        {
            if (done == values.Length)
                Array.Resize(ref values, (int)Math.Min(entry.Count, 2L * values.Length));
            Span<float> target = values.AsSpan(done, Math.Min(Block, values.Length - done));
            Span<byte> bytes = MemoryMarshal.AsBytes(target);
            if (stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
                throw new FormatException($"The safetensors file ends within tensor {entry.Name}.");
            if (!BitConverter.IsLittleEndian)
                BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<float, int>(target), MemoryMarshal.Cast<float, int>(target));
            done += target.Length;
        }

        return values;
    }
}
