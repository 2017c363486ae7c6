namespace ActorDetector.Learning.Kernels;

/// <summary>A matrix inside a buffer: element (row, step) is at row × <paramref name="Row"/> + step × <paramref name="Step"/>.</summary>
/// <param name="Values">The buffer, from the first element on.</param>
/// <param name="Row">From a row to the next.</param>
/// <param name="Step">From a step (the index that is summed over) to the next.</param>
internal readonly ref struct Strided(ReadOnlySpan<float> Values, int Row, int Step)
{
    public readonly ReadOnlySpan<float> Values = Values;

    public readonly int Row = Row;

    public readonly int Step = Step;

    /// <summary>Throws when an element would lie outside the buffer.</summary>
    public void Check(int rows, int steps)
    {
        if (rows > 0 && steps > 0 && ((rows - 1L) * Row) + ((steps - 1L) * Step) >= Values.Length)
            throw new ArgumentException($"{rows} rows by {steps} steps do not fit into {Values.Length} numbers.");
    }
}
