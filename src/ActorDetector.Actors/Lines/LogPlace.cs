namespace ActorDetector.Actors.Lines;

/// <summary>Where a line is in its shard's log, as one number: judges know lines by it.</summary>
/// <param name="Position">The position of the entry that the line is in.</param>
/// <param name="Line">The line's place in the entry, from 0.</param>
public readonly record struct LogPlace(long Position, int Line)
{
    private const int LineBits = 12; // an entry has at most LineBatch.MostLines lines

    /// <summary>The place as a number.</summary>
    public long Number => (Position << LineBits) | (uint)Line;

    /// <summary>The place that a number stands for.</summary>
    public static LogPlace Of(long number) => new(number >> LineBits, (int)(number & ((1 << LineBits) - 1)));
}
