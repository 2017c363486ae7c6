using System.IO.Compression;
using System.Text;

namespace ActorDetector.Logs.Tests.Reading;

/// <summary>Packs text as a .gz.</summary>
internal static class Gzip
{
    public static byte[] Pack(string text)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Fastest))
            gzip.Write(Encoding.Latin1.GetBytes(text));
        return packed.ToArray();
    }
}
