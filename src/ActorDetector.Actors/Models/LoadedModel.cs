using ActorDetector.Actors.Mailboxes;
using ActorDetector.Detection.Bundles;

namespace ActorDetector.Actors.Models;

/// <summary>A model that is ready to judge: its bundle, and the actors that make its predictions.</summary>
public sealed class LoadedModel : IAsyncDisposable
{
    /// <summary>A model with actors that run.</summary>
    /// <param name="bundle">What training learned.</param>
    /// <param name="actors">How many actors make predictions: one for each core.</param>
    /// <param name="cacheMegabytes">Memory for remembered predictions in MiB, of all actors together.</param>
    /// <param name="deadLetters">Takes messages that make them throw.</param>
    public LoadedModel(ModelBundle bundle, int actors, int cacheMegabytes, IDeadLetters deadLetters)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        Bundle = bundle;
        Pool = new ModelPool(bundle.NextKey.Network, actors, cacheMegabytes, deadLetters);
    }

    /// <summary>What training learned.</summary>
    public ModelBundle Bundle { get; }

    /// <summary>Makes predictions.</summary>
    public ModelPool Pool { get; }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Pool.DisposeAsync();
}
