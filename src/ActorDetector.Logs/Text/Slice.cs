namespace ActorDetector.Logs.Text;

/// <summary>A run of bytes inside a line: where it starts and how many bytes it has.</summary>
public readonly record struct Slice(int Start, int Length)
{
    /// <summary>The first byte behind the run.</summary>
    public int End => Start + Length;

    /// <summary>The run's bytes in the line that it was cut from.</summary>
    public ReadOnlySpan<byte> Of(ReadOnlySpan<byte> line) => line.Slice(Start, Length);
}
