using ActorDetector.Logs.Formats;
using ActorDetector.Logs.Reading;

namespace ActorDetector.Pipeline;

/// <summary>One opened input and the format of its lines.</summary>
internal sealed class LogSource : IDisposable
{
    private readonly InputStream _stream;
    private readonly LineReader _reader;

    private LogSource(int number, InputStream stream, ResolvedFormat format, ReadingOptions reading)
    {
        Number = number;
        Format = format;
        _stream = stream;
        _reader = new LineReader(stream, stream.Name, number, format.Format.Reading(reading));
    }

    /// <summary>Its place in the list of inputs.</summary>
    public int Number { get; }

    /// <summary>Its format.</summary>
    public ResolvedFormat Format { get; }

    /// <summary>Bytes of the file read so far.</summary>
    public long BytesRead => _stream.BytesRead;

    /// <summary>Opens an input and finds its format.</summary>
    /// <exception cref="Logs.LogInputException">It cannot be opened.</exception>
    public static LogSource Open(string input, int number, FormatOptions format, ReadingOptions reading)
    {
        InputStream stream = InputFiles.Open(input);
        try
        {
            return new LogSource(number, stream, LogFormats.Resolve(format, stream.LookAhead(LogFormats.SampleBytes)), reading);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Fills a block with the next lines; false at the end.</summary>
    public bool Read(LineBlock block) => _reader.Read(block);

    /// <inheritdoc/>
    public void Dispose() => _reader.Dispose();
}
