namespace ActorDetector.Learning.Kernels;

/// <summary>What a kernel asks of a vector of floats. One stateless type for each width, so that the JIT compiles each kernel for
/// each.</summary>
/// <typeparam name="TVector">The vector.</typeparam>
internal unsafe interface ILanes<TVector>
    where TVector : struct
{
    /// <summary>Floats of a vector.</summary>
    static abstract int Count { get; }

    /// <summary>Whether the registers hold a tile of eight rows by two vectors; otherwise four rows by two.</summary>
    static abstract bool HasTallTile { get; }

    static abstract TVector Load(float* source);

    static abstract void Store(TVector value, float* target);

    static abstract TVector Broadcast(float value);

    static abstract TVector Add(TVector left, TVector right);

    static abstract TVector Subtract(TVector left, TVector right);

    static abstract TVector Multiply(TVector left, TVector right);

    static abstract TVector Divide(TVector left, TVector right);

    static abstract TVector Min(TVector left, TVector right);

    static abstract TVector Max(TVector left, TVector right);

    /// <summary>left × right + addend, rounded once.</summary>
    static abstract TVector MultiplyAdd(TVector left, TVector right, TVector addend);

    static abstract TVector SquareRoot(TVector value);

    /// <summary>2^n, where n + 127 stands in the lowest bits of each lane of <paramref name="biased"/>.</summary>
    static abstract TVector PowerOfTwo(TVector biased);
}
