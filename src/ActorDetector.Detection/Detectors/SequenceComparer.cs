using System.Runtime.InteropServices;

namespace ActorDetector.Detection.Detectors;

/// <summary>Compares sequences of keys by their content, also where they are looked up by a span.</summary>
internal sealed class SequenceComparer : IEqualityComparer<ushort[]>, IAlternateEqualityComparer<ReadOnlySpan<ushort>, ushort[]>
{
    public static readonly SequenceComparer Instance = new();

    public bool Equals(ushort[]? x, ushort[]? y) => x.AsSpan().SequenceEqual(y);

    public int GetHashCode(ushort[] obj) => GetHashCode(obj.AsSpan());

    public bool Equals(ReadOnlySpan<ushort> alternate, ushort[] other) => alternate.SequenceEqual(other);

    public ushort[] Create(ReadOnlySpan<ushort> alternate) => alternate.ToArray();

    public int GetHashCode(ReadOnlySpan<ushort> alternate)
    {
        HashCode hash = default;
        hash.AddBytes(MemoryMarshal.AsBytes(alternate));
        return hash.ToHashCode();
    }
}
