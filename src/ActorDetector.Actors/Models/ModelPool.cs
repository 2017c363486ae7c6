using System.Runtime.InteropServices;
using ActorDetector.Actors.Mailboxes;
using ActorDetector.Learning.Lstm;

namespace ActorDetector.Actors.Models;

/// <summary>The actors that make predictions. A window belongs to the one that its hash names, so that each has its own cache and needs no
/// lock.</summary>
public sealed class ModelPool : IAsyncDisposable
{
    private readonly ModelActor[] _actors;
    private readonly int _window;

    /// <summary>Actors that run.</summary>
    /// <param name="network">Predicts.</param>
    /// <param name="actors">How many.</param>
    /// <param name="cacheMegabytes">Memory for remembered predictions in MiB, of all together.</param>
    /// <param name="deadLetters">Takes messages that make them throw.</param>
    public ModelPool(LstmNetwork network, int actors, int cacheMegabytes, IDeadLetters deadLetters)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(actors);
        _window = network.Shape.Window;
        _actors = [.. Enumerable.Range(0, actors).Select(i => new ModelActor($"model {i}", network, Math.Max(1, cacheMegabytes / actors), deadLetters))];
        foreach (ModelActor actor in _actors)
            actor.Start();
    }

    /// <summary>Messages that wait, by actor.</summary>
    public IEnumerable<(string Actor, int Depth)> Depths => _actors.Select(actor => (actor.Name, actor.Depth));

    /// <summary>Look-ups that the caches answered.</summary>
    public long Hits => _actors.Sum(actor => actor.Hits);

    /// <summary>Look-ups that needed the network.</summary>
    public long Misses => _actors.Sum(actor => actor.Misses);

    /// <summary>The predictions for windows.</summary>
    /// <param name="windows">(count, window) keys.</param>
    /// <param name="predictions">Receives (count, keys) log probabilities.</param>
    public async ValueTask PredictAsync(ReadOnlyMemory<ushort> windows, Memory<float> predictions)
    {
        int count = windows.Length / _window;
        if (_actors.Length == 1)
        {
            var whole = new WindowRequest(windows, predictions, null);
            await _actors[0].TellAsync(whole).ConfigureAwait(false);
            await whole.Done.ConfigureAwait(false);
            return;
        }

        List<int>?[] rows = Share(windows.Span, count);
        var requests = new List<WindowRequest>(_actors.Length);
        for (int actor = 0; actor < _actors.Length; actor++)
        {
            if (rows[actor] is not { } share)
                continue;
            var request = new WindowRequest(windows, predictions, share);
            requests.Add(request);
            await _actors[actor].TellAsync(request).ConfigureAwait(false);
        }

        foreach (WindowRequest request in requests)
            await request.Done.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (ModelActor actor in _actors)
            await actor.DisposeAsync().ConfigureAwait(false);
    }

    private List<int>?[] Share(ReadOnlySpan<ushort> windows, int count)
    {
        var rows = new List<int>?[_actors.Length];
        for (int row = 0; row < count; row++)
        {
            HashCode hash = default;
            hash.AddBytes(MemoryMarshal.AsBytes(windows.Slice(row * _window, _window)));
            (rows[(uint)hash.ToHashCode() % (uint)_actors.Length] ??= new List<int>((count / _actors.Length) + 1)).Add(row);
        }

        return rows;
    }
}
