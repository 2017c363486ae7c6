namespace ActorDetector.Logs.Formats;

/// <summary>Reads one line after another in one format. Not for two threads at once.</summary>
public abstract class LineParser
{
    /// <summary>Cuts a line into what it says.</summary>
    /// <returns><see cref="SkipReason.None"/>, or why the line is no event.</returns>
    public abstract SkipReason Parse(ReadOnlySpan<byte> line, ref ParsedLine parsed);

    /// <summary>A field of the line parsed last, by its place in <see cref="LogFormat.Fields"/>; empty when the line has it not.</summary>
    public abstract ReadOnlySpan<byte> Field(ReadOnlySpan<byte> line, int field);
}
