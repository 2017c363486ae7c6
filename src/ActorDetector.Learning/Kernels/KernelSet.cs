namespace ActorDetector.Learning.Kernels;

/// <summary>The inner loops of the network, for one width of vectors.</summary>
internal abstract class KernelSet
{
    /// <summary>Rows of a product come in groups of so many.</summary>
    public const int RowGroup = 4;

    /// <summary>Units of which the four gates stand together.</summary>
    public const int UnitBlock = 16;

    /// <summary>The least multiple of <see cref="RowGroup"/> that holds <paramref name="rows"/>.</summary>
    public static int RoundUp(int rows) => (rows + RowGroup - 1) / RowGroup * RowGroup;

    /// <summary>c = a · b, or c + a · b.</summary>
    /// <param name="a">(rows, steps).</param>
    /// <param name="b">(steps, columns).</param>
    /// <param name="c">(rows, columns).</param>
    /// <param name="rows">A multiple of <see cref="RowGroup"/>.</param>
    /// <param name="columns">A multiple of <see cref="Panels.Width"/>.</param>
    /// <param name="steps">Terms of each sum.</param>
    /// <param name="accumulate">Whether c is added to.</param>
    public abstract void Multiply(Strided a, Panels b, Panels c, int rows, int columns, int steps, bool accumulate);

    /// <summary>One step of an LSTM layer after its products: c' = f c + i g, h = o tanh c'.</summary>
    public abstract void StepForward(in CellStep step, int rows, int units);

    /// <summary>The gradient of <see cref="StepForward"/>, which must have kept its gates and tanh c'.</summary>
    public abstract void StepBackward(in CellGradient step, int rows, int units);

    /// <summary>Turns rows of logits, less bias, into natural logarithms of probabilities.</summary>
    /// <param name="logits">(rows, width), in place.</param>
    /// <param name="bias">(width), greatly negative where a column is padding.</param>
    /// <param name="width">A multiple of <see cref="Panels.Width"/>.</param>
    public abstract void LogSoftmax(Span<float> logits, ReadOnlySpan<float> bias, int width);

    /// <summary>Turns natural logarithms into what they are the logarithms of, times a scale.</summary>
    public abstract void ScaledExp(Span<float> values, float scale);

    /// <summary>Adds one span to another, both of a multiple of <see cref="Panels.Width"/>.</summary>
    public abstract void Add(Span<float> sum, ReadOnlySpan<float> addend);

    /// <summary>Adds each row to a row of a table.</summary>
    /// <param name="table">(any, width).</param>
    /// <param name="tableRows">(rows): which row of the table; empty for always the first.</param>
    /// <param name="addends">(rows, width).</param>
    /// <param name="width">A multiple of <see cref="Panels.Width"/>.</param>
    public abstract void AddRows(Span<float> table, ReadOnlySpan<int> tableRows, ReadOnlySpan<float> addends, int width);

    /// <summary>Moves weights by Adam.</summary>
    public abstract void Adam(Span<float> weights, ReadOnlySpan<float> gradient, Span<float> mean, Span<float> square, in AdamRates rates);
}
