using System.IO.Compression;

namespace ActorDetector.Tests.Http;

/// <summary>Bytes as they are packed on the way.</summary>
internal static class Packed
{
    public static byte[] With(string packing, byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (Stream packer = packing == "gzip" ? new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true) : new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            packer.Write(bytes);
        return packed.ToArray();
    }
}
