using System.Collections.Concurrent;

namespace ActorDetector.Learning.Layers;

/// <summary>What a model that is shared between threads computes with: each caller has one of its own while it computes.</summary>
internal sealed class ScratchPool<T>(Func<T> create)
{
    private readonly ConcurrentBag<T> _idle = [];

    /// <summary>One that nobody else uses until it is given back.</summary>
    public T Take() => _idle.TryTake(out T? idle) ? idle : create();

    /// <summary>Gives one back.</summary>
    public void Give(T used) => _idle.Add(used);
}
