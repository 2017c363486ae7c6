namespace ActorDetector.Learning.Kernels;

/// <summary>The kernels for one width of vectors: checks that all lies inside the buffers, then runs over pointers.</summary>
internal sealed unsafe class VectorKernels<TVector, TLanes> : KernelSet
    where TVector : struct
    where TLanes : struct, ILanes<TVector>
{
    public override void Multiply(Strided a, Panels b, Panels c, int rows, int columns, int steps, bool accumulate)
    {
        Require(rows % RowGroup == 0, "rows");
        a.Check(rows, steps);
        b.Check(steps, columns);
        c.Check(rows, columns);
        fixed (float* pa = a.Values, pb = b.Values, pc = c.Values)
        {
            for (int column = 0; column < columns; column += 2 * TLanes.Count)
            {
                (nint panel, nint inside) = (column / Panels.Width, column % Panels.Width);
                float* right = pb + (panel * b.Panel) + inside;
                float* target = pc + (panel * c.Panel) + inside;
                for (int row = 0; row < rows;)
                {
                    float* left = pa + ((nint)row * a.Row), sums = target + ((nint)row * c.Row);
                    if (TLanes.HasTallTile && row + 8 <= rows)
                    {
                        MatrixTile<TVector, TLanes>.Eight(left, a.Row, a.Step, right, b.Row, sums, c.Row, steps, accumulate);
                        row += 8;
                    }
                    else
                    {
                        MatrixTile<TVector, TLanes>.Four(left, a.Row, a.Step, right, b.Row, sums, c.Row, steps, accumulate);
                        row += 4;
                    }
                }
            }
        }
    }

    public override void StepForward(in CellStep step, int rows, int units)
    {
        Require(units % UnitBlock == 0, "units");
        Require(step.Gates.Length >= rows * units * 4, "gates");
        Require(step.CellBefore.Length >= rows * units && step.Cell.Length >= rows * units, "cell");
        Require(step.TanhCell.IsEmpty || step.TanhCell.Length >= rows * units, "tanh cell");
        Require(step.Next.Length >= ((rows - 1) * step.NextRow) + units, "next");
        Require(step.Above.Length >= ((rows - 1) * step.AboveRow) + units, "above");
        int tableRows = step.Table.Length / (4 * units);
        Require(tableRows > 0 && (step.TableRows.IsEmpty || step.TableRows.Length >= rows), "table");
        for (int row = 0; row < rows && !step.TableRows.IsEmpty; row++)
            Require((uint)step.TableRows[row] < (uint)tableRows, "table rows");

        fixed (float* gates = step.Gates, table = step.Table, before = step.CellBefore, cell = step.Cell, tanh = step.TanhCell)
        fixed (float* next = step.Next, above = step.Above)
        fixed (int* tableRow = step.TableRows)
        {
            for (nint row = 0; row < rows; row++)
            {
                CellKernel<TVector, TLanes>.Forward(
                    gates + (row * units * 4),
                    table + (tableRow == null ? 0 : (nint)tableRow[row] * units * 4),
                    before + (row * units),
                    cell + (row * units),
                    tanh == null ? null : tanh + (row * units),
                    next + (row * step.NextRow),
                    above + (row * step.AboveRow),
                    units);
            }
        }
    }

    public override void StepBackward(in CellGradient step, int rows, int units)
    {
        Require(units % UnitBlock == 0, "units");
        Require(step.Gates.Length >= rows * units * 4, "gates");
        Require(step.CellBefore.Length >= rows * units && step.Cell.Length >= rows * units && step.TanhCell.Length >= rows * units, "cell");
        Require(step.Next.Length >= ((rows - 1) * step.NextRow) + units, "next");
        Require(step.Above.Length >= ((rows - 1) * step.AboveRow) + units, "above");
        fixed (float* gates = step.Gates, before = step.CellBefore, cell = step.Cell, tanh = step.TanhCell)
        fixed (float* next = step.Next, above = step.Above)
        {
            for (nint row = 0; row < rows; row++)
            {
                CellKernel<TVector, TLanes>.Backward(
                    gates + (row * units * 4),
                    before + (row * units),
                    cell + (row * units),
                    tanh + (row * units),
                    next + (row * step.NextRow),
                    above + (row * step.AboveRow),
                    units);
            }
        }
    }

    public override void LogSoftmax(Span<float> logits, ReadOnlySpan<float> bias, int width)
    {
        Require(width % Panels.Width == 0 && logits.Length % width == 0 && bias.Length == width, "width");
        fixed (float* values = logits, added = bias)
        {
            for (nint offset = 0; offset < logits.Length; offset += width)
                ElementKernel<TVector, TLanes>.LogSoftmax(values + offset, added, width);
        }
    }

    public override void ScaledExp(Span<float> values, float scale)
    {
        Require(values.Length % Panels.Width == 0, "length");
        fixed (float* pointer = values)
            ElementKernel<TVector, TLanes>.ScaledExp(pointer, scale, values.Length);
    }

    public override void Add(Span<float> sum, ReadOnlySpan<float> addend)
    {
        Require(sum.Length % Panels.Width == 0 && sum.Length == addend.Length, "length");
        fixed (float* pointer = sum, added = addend)
            ElementKernel<TVector, TLanes>.Add(pointer, added, sum.Length);
    }

    public override void AddRows(Span<float> table, ReadOnlySpan<int> tableRows, ReadOnlySpan<float> addends, int width)
    {
        int rows = addends.Length / width, available = table.Length / width;
        Require(width % Panels.Width == 0 && addends.Length == rows * width && available > 0, "width");
        Require(tableRows.IsEmpty || tableRows.Length == rows, "table rows");
        fixed (float* target = table, added = addends)
        {
            for (int row = 0; row < rows; row++)
            {
                int into = tableRows.IsEmpty ? 0 : tableRows[row];
                Require((uint)into < (uint)available, "table row");
                ElementKernel<TVector, TLanes>.Add(target + ((nint)into * width), added + ((nint)row * width), width);
            }
        }
    }

    public override void Adam(Span<float> weights, ReadOnlySpan<float> gradient, Span<float> mean, Span<float> square, in AdamRates rates)
    {
        int length = weights.Length;
        Require(length % Panels.Width == 0 && gradient.Length == length && mean.Length == length && square.Length == length, "length");
        fixed (float* w = weights, g = gradient, m = mean, s = square)
            ElementKernel<TVector, TLanes>.Adam(w, g, m, s, rates, length);
    }

    private static void Require(bool holds, string what)
    {
        if (!holds)
            throw new ArgumentException($"A buffer has a wrong size: {what}.");
    }
}
