namespace ActorDetector.Logs.Reading;

/// <summary>Cuts a byte stream into records: line ends, limits, joined continuation lines.</summary>
public sealed class LineReader : IDisposable
{
    /// <summary>Reads a stream that it then owns.</summary>
    public LineReader(Stream stream, string name, int source, ReadingOptions options) => throw new NotImplementedException();

    /// <summary>Fills the block with the next records; waits for at least one whole line, then returns without waiting for more, so
    /// that a live stream is followed promptly. False when the input has ended.</summary>
    /// <exception cref="LogInputException">The stream is damaged, as a truncated .gz is; records before the damage were delivered.</exception>
    public bool Read(LineBlock block) => throw new NotImplementedException();

    /// <inheritdoc/>
    public void Dispose() => throw new NotImplementedException();
}
