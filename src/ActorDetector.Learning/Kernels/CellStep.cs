namespace ActorDetector.Learning.Kernels;

/// <summary>The buffers of one step of one LSTM layer, forward. Gates stand in blocks of 16 units: i, f, g, o, each 16 wide.</summary>
internal ref struct CellStep
{
    /// <summary>(rows, 4 units): the products, without bias; receives the gates where <see cref="TanhCell"/> is given.</summary>
    public Span<float> Gates;

    /// <summary>(any, 4 units): what is added to the products: the bias, or the bias and the input's product for each key.</summary>
    public ReadOnlySpan<float> Table;

    /// <summary>(rows): each row's row in <see cref="Table"/>; empty when it has only one.</summary>
    public ReadOnlySpan<int> TableRows;

    /// <summary>(rows, units): c of the step before.</summary>
    public ReadOnlySpan<float> CellBefore;

    /// <summary>(rows, units): receives c; may be <see cref="CellBefore"/>.</summary>
    public Span<float> Cell;

    /// <summary>(rows, units): receives tanh c for the way back; empty where there is none.</summary>
    public Span<float> TanhCell;

    /// <summary>Receives h for the layer's next step, rows <see cref="NextRow"/> apart.</summary>
    public Span<float> Next;

    /// <summary>Numbers from a row of <see cref="Next"/> to the next.</summary>
    public required int NextRow;

    /// <summary>Receives h for what is above the layer, rows <see cref="AboveRow"/> apart.</summary>
    public Span<float> Above;

    /// <summary>Numbers from a row of <see cref="Above"/> to the next.</summary>
    public required int AboveRow;
}
