using ActorDetector.Learning.Tensors;

namespace ActorDetector.Learning.Lstm;

/// <summary>The weights of a next-key network, under PyTorch's names and gate order (i, f, g, o).</summary>
public sealed class LstmNetwork
{
    /// <summary>A network with weights drawn as PyTorch draws them, from the seed.</summary>
    public static LstmNetwork Create(LstmShape shape, ulong seed) => throw new NotImplementedException();

    /// <summary>A network with the weights given: <c>embedding.weight</c>, <c>lstm.weight_ih_l0</c> …, <c>output.weight</c>, <c>output.bias</c>.</summary>
    /// <exception cref="FormatException">A tensor is missing or has another shape; the message names it.</exception>
    public static LstmNetwork From(LstmShape shape, IReadOnlyDictionary<string, Tensor> tensors) => throw new NotImplementedException();

    /// <summary>The sizes.</summary>
    public LstmShape Shape => throw new NotImplementedException();

    /// <summary>The weights by PyTorch's names, in PyTorch's order.</summary>
    public IReadOnlyDictionary<string, Tensor> Tensors => throw new NotImplementedException();
}
