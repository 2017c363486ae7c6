using System.Collections.Concurrent;
using ActorDetector.Actors.Lines;

namespace ActorDetector.Actors.Sources.Syslog;

/// <summary>The batches that a source's connections share: who needs one waits until one is free. For any number of threads.</summary>
internal sealed class BatchPool : IDisposable
{
    // Enough that some are filled while others are in flight.
    private const int Most = 16;

    // A batch of a few very long lines is not kept.
    private const int MostKeptBytes = 4 * FullBytes;

    private const int FullBytes = 1 << 20;

    private readonly SemaphoreSlim _free = new(Most);
    private readonly ConcurrentStack<LineBatch> _batches = [];

    /// <summary>Whether a batch should be handed on before more is added.</summary>
    public static bool IsFull(LineBatch batch) => batch.Count + batch.Notes.Count >= LineBatch.MostLines || batch.Bytes >= FullBytes;

    /// <summary>A batch, to be given back.</summary>
    public async ValueTask<LineBatch> RentAsync()
    {
        await _free.WaitAsync().ConfigureAwait(false);
        return _batches.TryPop(out LineBatch? batch) ? batch : new LineBatch();
    }

    public void Return(LineBatch batch)
    {
        if (batch.Bytes <= MostKeptBytes)
            _batches.Push(batch);
        _free.Release();
    }

    public void Dispose() => _free.Dispose();
}
