using System.Runtime.CompilerServices;

namespace ActorDetector.Learning.Kernels;

/// <summary>The non-linear part of an LSTM step, for one row.</summary>
internal static unsafe class CellKernel<TVector, TLanes>
    where TVector : struct
    where TLanes : struct, ILanes<TVector>
{
    private const int Block = KernelSet.UnitBlock;

    /// <summary>c' = f c + i g, h = o tanh c'.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(
        float* gates, float* table, float* cellBefore, float* cell, float* tanhCell, float* next, float* above, int units)
    {
        for (nint unit = 0; unit < units; unit += TLanes.Count)
        {
            nint gate = ((unit / Block) * 4 * Block) + (unit % Block);
            TVector i = Exponential<TVector, TLanes>.Logistic(Sum(gates + gate, table + gate));
            TVector f = Exponential<TVector, TLanes>.Logistic(Sum(gates + gate + Block, table + gate + Block));
            TVector g = Exponential<TVector, TLanes>.Tanh(Sum(gates + gate + (2 * Block), table + gate + (2 * Block)));
            TVector o = Exponential<TVector, TLanes>.Logistic(Sum(gates + gate + (3 * Block), table + gate + (3 * Block)));
            TVector c = TLanes.MultiplyAdd(i, g, TLanes.Multiply(f, TLanes.Load(cellBefore + unit)));
            TVector tanh = Exponential<TVector, TLanes>.Tanh(c);
            TVector h = TLanes.Multiply(o, tanh);
            TLanes.Store(c, cell + unit);
            TLanes.Store(h, next + unit);
            TLanes.Store(h, above + unit);
            if (tanhCell != null)
            {
                TLanes.Store(i, gates + gate);
                TLanes.Store(f, gates + gate + Block);
                TLanes.Store(g, gates + gate + (2 * Block));
                TLanes.Store(o, gates + gate + (3 * Block));
                TLanes.Store(tanh, tanhCell + unit);
            }
        }
    }

    /// <summary>Gradients before the non-linearities, from those of h and c'.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward(float* gates, float* cellBefore, float* cell, float* tanhCell, float* next, float* above, int units)
    {
        TVector one = TLanes.Broadcast(1);
        for (nint unit = 0; unit < units; unit += TLanes.Count)
        {
            nint gate = ((unit / Block) * 4 * Block) + (unit % Block);
            TVector i = TLanes.Load(gates + gate);
            TVector f = TLanes.Load(gates + gate + Block);
            TVector g = TLanes.Load(gates + gate + (2 * Block));
            TVector o = TLanes.Load(gates + gate + (3 * Block));
            TVector tanh = TLanes.Load(tanhCell + unit);
            TVector dh = TLanes.Add(TLanes.Load(next + unit), TLanes.Load(above + unit));
            TVector dho = TLanes.Multiply(dh, o);
            TVector dc = TLanes.Add(TLanes.Load(cell + unit), TLanes.Multiply(dho, TLanes.Subtract(one, TLanes.Multiply(tanh, tanh))));
            TVector dci = TLanes.Multiply(dc, i);
            TVector dcf = TLanes.Multiply(dc, f);
            TVector df = TLanes.Multiply(TLanes.Multiply(dcf, TLanes.Load(cellBefore + unit)), TLanes.Subtract(one, f));
            TLanes.Store(TLanes.Multiply(TLanes.Multiply(dci, g), TLanes.Subtract(one, i)), gates + gate);
            TLanes.Store(df, gates + gate + Block);
            TLanes.Store(TLanes.Multiply(dci, TLanes.Subtract(one, TLanes.Multiply(g, g))), gates + gate + (2 * Block));
            TLanes.Store(TLanes.Multiply(TLanes.Multiply(dho, tanh), TLanes.Subtract(one, o)), gates + gate + (3 * Block));
            TLanes.Store(dcf, cell + unit);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Sum(float* left, float* right) => TLanes.Add(TLanes.Load(left), TLanes.Load(right));
}
