using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ActorDetector.Learning.Kernels;

/// <summary>The width of vectors that the inner loops run on. All widths give the same numbers, bit for bit.</summary>
public sealed class KernelPath
{
    private KernelPath(string name, bool isSupported, KernelSet kernels)
    {
        Name = name;
        IsSupported = isSupported;
        Kernels = kernels;
    }

    /// <summary>512 bits: AVX-512.</summary>
    public static KernelPath Vector512 { get; } = new(
        "512-bit", System.Runtime.Intrinsics.Vector512.IsHardwareAccelerated, new VectorKernels<Vector512<float>, Lanes512>());

    /// <summary>256 bits: AVX2 with fused multiply-add.</summary>
    public static KernelPath Vector256 { get; } = new(
        "256-bit",
        System.Runtime.Intrinsics.Vector256.IsHardwareAccelerated && Fma.IsSupported,
        new VectorKernels<Vector256<float>, Lanes256>());

    /// <summary>128 bits, and single numbers where the processor has no vectors.</summary>
    public static KernelPath Portable { get; } = new("portable", true, new VectorKernels<Vector128<float>, Lanes128>());

    /// <summary>Every path, the widest first.</summary>
    public static IReadOnlyList<KernelPath> All { get; } = [Vector512, Vector256, Portable];

    /// <summary>The widest that this processor has.</summary>
    public static KernelPath Widest { get; } = All.First(path => path.IsSupported);

    /// <summary>What it is called.</summary>
    public string Name { get; }

    /// <summary>Whether this processor has it.</summary>
    public bool IsSupported { get; }

    private KernelSet Kernels { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>The kernels.</summary>
    /// <exception cref="PlatformNotSupportedException">The processor has no vectors of this width.</exception>
    internal KernelSet Require() =>
        IsSupported ? Kernels : throw new PlatformNotSupportedException($"This processor has no {Name} kernels.");
}
