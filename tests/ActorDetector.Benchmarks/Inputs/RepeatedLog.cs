using System.IO.Compression;

namespace ActorDetector.Benchmarks.Inputs;

/// <summary>Writes the HDFS log over and over until it has as many lines as asked for. Each repetition's block ids are its own, so that
/// sessions are new every time, as on a live system, rather than ever longer.</summary>
internal static class RepeatedLog
{
    public static int Run(string log, string output, long lines)
    {
        byte[] text = ReadAll(log);
        using FileStream file = File.Create(output);
        using var stream = new BufferedStream(file, 1 << 20);
        long written = 0;
        for (int repetition = 0; written < lines; repetition++)
        {
            byte[] prefix = System.Text.Encoding.ASCII.GetBytes(repetition == 0 ? "" : $"{repetition}");
            ReadOnlySpan<byte> rest = text;
            while (!rest.IsEmpty && written < lines)
            {
                int end = rest.IndexOf((byte)'\n') + 1;
                WriteLine(stream, rest[..end], prefix);
                rest = rest[end..];
                written++;
            }
        }

        Console.WriteLine($"{written:N0} lines, {stream.Length:N0} bytes in {output}");
        return 0;
    }

    private static void WriteLine(Stream stream, ReadOnlySpan<byte> line, ReadOnlySpan<byte> prefix)
    {
        while (line.IndexOf("blk_"u8) is var at && at >= 0)
        {
            at += 4;
            if (line[at] == '-')
                at++;
            stream.Write(line[..at]);
            stream.Write(prefix);
            line = line[at..];
        }

        stream.Write(line);
    }

    internal static byte[] ReadAll(string path)
    {
        using FileStream file = File.OpenRead(path);
        using Stream stream = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }
}
