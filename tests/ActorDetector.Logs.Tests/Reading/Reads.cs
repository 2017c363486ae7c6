using System.Text;
using ActorDetector.Logs.Reading;

namespace ActorDetector.Logs.Tests.Reading;

/// <summary>What a <see cref="LineReader"/> made of some bytes.</summary>
internal sealed record Reads(IReadOnlyList<string> Records, IReadOnlyList<long> Numbers, LineCounts Counts, LogInputException? Fault)
{
    public static Reads Of(string text, ReadingOptions? options = null) => Of(new MemoryStream(Encoding.Latin1.GetBytes(text)), options);

    /// <summary>Reads a stream to its end; records are shown byte for char.</summary>
    public static Reads Of(Stream stream, ReadingOptions? options = null)
    {
        List<string> records = [];
        List<long> numbers = [];
        LineCounts counts = new();
        using LineReader reader = new(stream, "test.log", 3, options ?? new ReadingOptions());
        LineBlock block = new();
        try
        {
            while (reader.Read(block))
            {
                block.Source.ShouldBe(3);
                counts.Add(block.Skipped);
                counts.Add(SkipReason.None, block.Count);
                for (int i = 0; i < block.Count; i++)
                {
                    records.Add(Encoding.Latin1.GetString(block[i]));
                    numbers.Add(block.LineNumber(i));
                }
            }
        }
        catch (LogInputException e)
        {
            return new Reads(records, numbers, counts, e);
        }

        counts.Lines.ShouldBe(reader.Lines);
        return new Reads(records, numbers, counts, null);
    }
}
