namespace ActorDetector.Learning.Kernels;

/// <summary>The buffers of one step of one LSTM layer, backward. Gates stand as in <see cref="CellStep"/>.</summary>
internal ref struct CellGradient
{
    /// <summary>(rows, 4 units): the gates; receives the gradient before their non-linearities.</summary>
    public Span<float> Gates;

    /// <summary>(rows, units): c of the step before.</summary>
    public ReadOnlySpan<float> CellBefore;

    /// <summary>(rows, units): tanh c.</summary>
    public ReadOnlySpan<float> TanhCell;

    /// <summary>(rows, units): gradient of c as the step after gives it; receives the gradient of <see cref="CellBefore"/>.</summary>
    public Span<float> Cell;

    /// <summary>Gradient of h as the layer's next step gives it, rows <see cref="NextRow"/> apart.</summary>
    public ReadOnlySpan<float> Next;

    /// <summary>Numbers from a row of <see cref="Next"/> to the next.</summary>
    public required int NextRow;

    /// <summary>Gradient of h as what is above the layer gives it, rows <see cref="AboveRow"/> apart.</summary>
    public ReadOnlySpan<float> Above;

    /// <summary>Numbers from a row of <see cref="Above"/> to the next.</summary>
    public required int AboveRow;
}
