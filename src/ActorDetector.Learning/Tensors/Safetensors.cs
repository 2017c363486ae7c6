namespace ActorDetector.Learning.Tensors;

/// <summary>The safetensors file format: an 8-byte header length, a JSON header, then little-endian numbers.</summary>
public static class Safetensors
{
    /// <summary>Writes tensors, in the order given, as F32.</summary>
    public static void Write(Stream stream, IReadOnlyDictionary<string, Tensor> tensors) => throw new NotImplementedException();

    /// <summary>Reads every tensor.</summary>
    /// <exception cref="FormatException">Not such a file, damaged or truncated; the message says what is wrong.</exception>
    public static IReadOnlyDictionary<string, Tensor> Read(Stream stream) => throw new NotImplementedException();
}
