using ActorDetector.Logs.Text;

namespace ActorDetector.Logs.Reading;

/// <summary>Some consecutive records of one source, as bytes; reused from read to read so that reading allocates nothing per line.</summary>
public sealed class LineBlock
{
    // Filled by LineReader.
    internal byte[] Buffer = [];
    internal Slice[] Records = [];
    internal long[] Numbers = [];

    /// <summary>Which input the lines came from: its place in the list of inputs.</summary>
    public int Source { get; internal set; }

    /// <summary>How many records the block holds.</summary>
    public int Count { get; internal set; }

    /// <summary>Lines that the reader itself skipped while it filled this block (empty, too long, binary) or joined to a record.</summary>
    public LineCounts Skipped { get; } = new();

    /// <summary>The bytes of a record without its line end; inner line ends where lines were joined.</summary>
    public ReadOnlySpan<byte> this[int record] => Records[record].Of(Buffer);

    /// <summary>The number of the record's first line in its source, from 1.</summary>
    public long LineNumber(int record) => Numbers[record];
}
