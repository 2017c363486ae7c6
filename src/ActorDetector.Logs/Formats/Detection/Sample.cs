using ActorDetector.Logs.Reading;

namespace ActorDetector.Logs.Formats.Detection;

/// <summary>The first lines of a log, from which its format is recognised.</summary>
internal sealed class Sample
{
    private const int MostLines = 400;

    private readonly byte[] _bytes;

    public Sample(ReadOnlySpan<byte> bytes)
    {
        // The sample may end in the middle of a line.
        int end = bytes.LastIndexOf((byte)'\n') + 1;
        _bytes = bytes[..(end > 0 ? end : bytes.Length)].ToArray();
        Lines = Records(new ReadingOptions { MaxLineBytes = Math.Max(64, _bytes.Length) });
    }

    /// <summary>The lines that are text, without their ends.</summary>
    public IReadOnlyList<byte[]> Lines { get; }

    /// <summary>The lines as a format wants them read.</summary>
    public IReadOnlyList<byte[]> Records(LogFormat format) => Records(format.Reading(new ReadingOptions()));

    /// <summary>The share of the lines that a test holds for, 0 without lines.</summary>
    public static double Share(IReadOnlyList<byte[]> lines, Predicate<byte[]> test) =>
        lines.Count == 0 ? 0 : (double)lines.Count(line => test(line)) / lines.Count;

    private List<byte[]> Records(ReadingOptions options)
    {
        List<byte[]> records = [];
        try
        {
            using LineReader reader = new(new MemoryStream(_bytes), "the sample", 0, options);
            LineBlock block = new();
            while (records.Count < MostLines && reader.Read(block))
            {
                for (int i = 0; i < block.Count && records.Count < MostLines; i++)
                    records.Add(block[i].ToArray());
            }
        }
        catch (LogInputException)
        {
            // Whoever reads the input comes upon the same and reports it by its name.
        }

        return records;
    }
}
