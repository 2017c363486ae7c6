namespace ActorDetector.Learning.Kernels;

/// <summary>A matrix inside a buffer, in panels of 32 columns: element (row, column) is at
/// column ÷ 32 × <paramref name="Panel"/> + row × <paramref name="Row"/> + column mod 32.</summary>
/// <remarks>A row-major matrix of width w is <c>new(values, 32, w)</c>. Packed, so that a panel is read straight through, a matrix of n
/// rows
/// is <c>new(values, 32 n, 32)</c>.</remarks>
/// <param name="Values">The buffer, from the first element on.</param>
/// <param name="Panel">From a panel to the next.</param>
/// <param name="Row">From a row to the next.</param>
internal readonly ref struct Panels(Span<float> Values, int Panel, int Row)
{
    /// <summary>Columns of a panel: two of the widest vectors.</summary>
    public const int Width = 32;

    public readonly Span<float> Values = Values;

    public readonly int Panel = Panel;

    public readonly int Row = Row;

    /// <summary>A row-major matrix.</summary>
    public static Panels RowMajor(Span<float> values, int width) => new(values, Width, width);

    /// <summary>A packed matrix with this many rows.</summary>
    public static Panels Packed(Span<float> values, int rows) => new(values, Width * rows, Width);

    /// <summary>The least multiple of <see cref="Width"/> that holds <paramref name="columns"/>.</summary>
    public static int Padded(int columns) => (columns + Width - 1) / Width * Width;

    /// <summary>Writes a packed matrix turned round, packed as well.</summary>
    /// <param name="source">(rows, columns).</param>
    /// <param name="target">(columns, rows).</param>
    /// <param name="rows">A multiple of <see cref="Width"/>.</param>
    /// <param name="columns">A multiple of <see cref="Width"/>.</param>
    public static void Turn(ReadOnlySpan<float> source, Span<float> target, int rows, int columns)
    {
        for (int column = 0; column < columns; column++)
        {
            ReadOnlySpan<float> from = source.Slice(column / Width * rows * Width, rows * Width);
            for (int panel = 0; panel < rows / Width; panel++)
            {
                Span<float> to = target.Slice(((panel * columns) + column) * Width, Width);
                int start = (panel * Width * Width) + (column % Width);
                for (int i = 0; i < to.Length; i++)
                    to[i] = from[start + (i * Width)];
            }
        }
    }

    /// <summary>Where an element of a packed matrix with this many rows stands.</summary>
    public static int Offset(int row, int column, int rows) => (column / Width * rows * Width) + (row * Width) + (column % Width);

    /// <summary>Throws when an element would lie outside the buffer.</summary>
    public void Check(int rows, int columns)
    {
        if (columns % Width != 0)
            throw new ArgumentException($"{columns} columns are not a multiple of {Width}.");
        if (rows > 0 && columns > 0 && (((columns / Width) - 1L) * Panel) + ((rows - 1L) * Row) + Width > Values.Length)
            throw new ArgumentException($"{rows} rows by {columns} columns do not fit into {Values.Length} numbers.");
    }
}
