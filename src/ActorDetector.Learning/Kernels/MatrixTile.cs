using System.Runtime.CompilerServices;

namespace ActorDetector.Learning.Kernels;

/// <summary>One product of a few rows and two vectors of columns, its sums held in registers.</summary>
/// <remarks>Every sum takes its terms in the order of the steps, one fused multiply-add each, in every tile and on every width: so a
/// number does not hang on where in a batch it stands.</remarks>
internal static unsafe class MatrixTile<TVector, TLanes>
    where TVector : struct
    where TLanes : struct, ILanes<TVector>
{
    /// <summary>Eight rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Eight(float* a, nint row, nint step, float* b, nint bRow, float* c, nint cRow, int steps, bool accumulate)
    {
        TVector c00 = default, c01 = default;
        TVector c10 = default, c11 = default;
        TVector c20 = default, c21 = default;
        TVector c30 = default, c31 = default;
        TVector c40 = default, c41 = default;
        TVector c50 = default, c51 = default;
        TVector c60 = default, c61 = default;
        TVector c70 = default, c71 = default;
        if (accumulate)
        {
            (c00, c01) = (TLanes.Load(c + (0 * cRow)), TLanes.Load(c + (0 * cRow) + TLanes.Count));
            (c10, c11) = (TLanes.Load(c + (1 * cRow)), TLanes.Load(c + (1 * cRow) + TLanes.Count));
            (c20, c21) = (TLanes.Load(c + (2 * cRow)), TLanes.Load(c + (2 * cRow) + TLanes.Count));
            (c30, c31) = (TLanes.Load(c + (3 * cRow)), TLanes.Load(c + (3 * cRow) + TLanes.Count));
            (c40, c41) = (TLanes.Load(c + (4 * cRow)), TLanes.Load(c + (4 * cRow) + TLanes.Count));
            (c50, c51) = (TLanes.Load(c + (5 * cRow)), TLanes.Load(c + (5 * cRow) + TLanes.Count));
            (c60, c61) = (TLanes.Load(c + (6 * cRow)), TLanes.Load(c + (6 * cRow) + TLanes.Count));
            (c70, c71) = (TLanes.Load(c + (7 * cRow)), TLanes.Load(c + (7 * cRow) + TLanes.Count));
        }

        float* a0 = a, a1 = a + (1 * row), a2 = a + (2 * row), a3 = a + (3 * row);
        float* a4 = a + (4 * row), a5 = a + (5 * row), a6 = a + (6 * row), a7 = a + (7 * row);
        for (nint offset = 0; steps > 0; steps--, offset += step, b += bRow)
        {
            TVector left = TLanes.Load(b), right = TLanes.Load(b + TLanes.Count), factor;
            factor = TLanes.Broadcast(a0[offset]);
            c00 = TLanes.MultiplyAdd(factor, left, c00);
            c01 = TLanes.MultiplyAdd(factor, right, c01);
            factor = TLanes.Broadcast(a1[offset]);
            c10 = TLanes.MultiplyAdd(factor, left, c10);
            c11 = TLanes.MultiplyAdd(factor, right, c11);
            factor = TLanes.Broadcast(a2[offset]);
            c20 = TLanes.MultiplyAdd(factor, left, c20);
            c21 = TLanes.MultiplyAdd(factor, right, c21);
            factor = TLanes.Broadcast(a3[offset]);
            c30 = TLanes.MultiplyAdd(factor, left, c30);
            c31 = TLanes.MultiplyAdd(factor, right, c31);
            factor = TLanes.Broadcast(a4[offset]);
            c40 = TLanes.MultiplyAdd(factor, left, c40);
            c41 = TLanes.MultiplyAdd(factor, right, c41);
            factor = TLanes.Broadcast(a5[offset]);
            c50 = TLanes.MultiplyAdd(factor, left, c50);
            c51 = TLanes.MultiplyAdd(factor, right, c51);
            factor = TLanes.Broadcast(a6[offset]);
            c60 = TLanes.MultiplyAdd(factor, left, c60);
            c61 = TLanes.MultiplyAdd(factor, right, c61);
            factor = TLanes.Broadcast(a7[offset]);
            c70 = TLanes.MultiplyAdd(factor, left, c70);
            c71 = TLanes.MultiplyAdd(factor, right, c71);
        }

        TLanes.Store(c00, c + (0 * cRow));
        TLanes.Store(c01, c + (0 * cRow) + TLanes.Count);
        TLanes.Store(c10, c + (1 * cRow));
        TLanes.Store(c11, c + (1 * cRow) + TLanes.Count);
        TLanes.Store(c20, c + (2 * cRow));
        TLanes.Store(c21, c + (2 * cRow) + TLanes.Count);
        TLanes.Store(c30, c + (3 * cRow));
        TLanes.Store(c31, c + (3 * cRow) + TLanes.Count);
        TLanes.Store(c40, c + (4 * cRow));
        TLanes.Store(c41, c + (4 * cRow) + TLanes.Count);
        TLanes.Store(c50, c + (5 * cRow));
        TLanes.Store(c51, c + (5 * cRow) + TLanes.Count);
        TLanes.Store(c60, c + (6 * cRow));
        TLanes.Store(c61, c + (6 * cRow) + TLanes.Count);
        TLanes.Store(c70, c + (7 * cRow));
        TLanes.Store(c71, c + (7 * cRow) + TLanes.Count);
    }

    /// <summary>Four rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Four(float* a, nint row, nint step, float* b, nint bRow, float* c, nint cRow, int steps, bool accumulate)
    {
        TVector c00 = default, c01 = default;
        TVector c10 = default, c11 = default;
        TVector c20 = default, c21 = default;
        TVector c30 = default, c31 = default;
        if (accumulate)
        {
            (c00, c01) = (TLanes.Load(c + (0 * cRow)), TLanes.Load(c + (0 * cRow) + TLanes.Count));
            (c10, c11) = (TLanes.Load(c + (1 * cRow)), TLanes.Load(c + (1 * cRow) + TLanes.Count));
            (c20, c21) = (TLanes.Load(c + (2 * cRow)), TLanes.Load(c + (2 * cRow) + TLanes.Count));
            (c30, c31) = (TLanes.Load(c + (3 * cRow)), TLanes.Load(c + (3 * cRow) + TLanes.Count));
        }

        float* a0 = a, a1 = a + (1 * row), a2 = a + (2 * row), a3 = a + (3 * row);
        for (nint offset = 0; steps > 0; steps--, offset += step, b += bRow)
        {
            TVector left = TLanes.Load(b), right = TLanes.Load(b + TLanes.Count), factor;
            factor = TLanes.Broadcast(a0[offset]);
            c00 = TLanes.MultiplyAdd(factor, left, c00);
            c01 = TLanes.MultiplyAdd(factor, right, c01);
            factor = TLanes.Broadcast(a1[offset]);
            c10 = TLanes.MultiplyAdd(factor, left, c10);
            c11 = TLanes.MultiplyAdd(factor, right, c11);
            factor = TLanes.Broadcast(a2[offset]);
            c20 = TLanes.MultiplyAdd(factor, left, c20);
            c21 = TLanes.MultiplyAdd(factor, right, c21);
            factor = TLanes.Broadcast(a3[offset]);
            c30 = TLanes.MultiplyAdd(factor, left, c30);
            c31 = TLanes.MultiplyAdd(factor, right, c31);
        }

        TLanes.Store(c00, c + (0 * cRow));
        TLanes.Store(c01, c + (0 * cRow) + TLanes.Count);
        TLanes.Store(c10, c + (1 * cRow));
        TLanes.Store(c11, c + (1 * cRow) + TLanes.Count);
        TLanes.Store(c20, c + (2 * cRow));
        TLanes.Store(c21, c + (2 * cRow) + TLanes.Count);
        TLanes.Store(c30, c + (3 * cRow));
        TLanes.Store(c31, c + (3 * cRow) + TLanes.Count);
    }
}
