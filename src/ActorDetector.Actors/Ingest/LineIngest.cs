using System.Buffers;
using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using ActorDetector.Actors.Lines;
using ActorDetector.Actors.Memory;
using ActorDetector.Actors.ShardLogs;
using ActorDetector.Actors.Sources;

namespace ActorDetector.Actors.Ingest;

/// <summary>Hands lines to the logs of the shards that their entities belong to. For any number of sources at once.</summary>
/// <param name="log">The logs.</param>
/// <param name="rule">Which entity a line belongs to.</param>
/// <param name="memory">Lets lines wait while there is too little.</param>
public sealed class LineIngest(IShardLog log, EntityRule rule, MemoryWatch memory) : IIngest
{
    private readonly ConcurrentBag<ShardSplitter> _splitters = [];

    /// <inheritdoc/>
    public DropReason Full => log.IsFull ? DropReason.LogFull : memory.IsFull ? DropReason.MemoryFull : DropReason.None;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The batch has more lines than a batch may have.</exception>
    public async ValueTask AcceptAsync(LineBatch batch, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (batch.Count > LineBatch.MostLines)
            throw new ArgumentException($"A batch has {batch.Count} lines, more than {LineBatch.MostLines}.", nameof(batch));
        await memory.WaitAsync(cancellation).ConfigureAwait(false);
        if (!_splitters.TryTake(out ShardSplitter? splitter))
            splitter = new ShardSplitter(rule, log.Shards);
        ShardEntry[] entries = [.. splitter.Split(batch)];
        _splitters.Add(splitter); // before the log makes it wait: then others would make more
        try
        {
            if (entries.Length > 0)
                await log.AppendAsync(entries, cancellation).ConfigureAwait(false);
        }
        finally
        {
            foreach (ShardEntry entry in entries)
                GiveBack(entry.Payload);
        }
    }

    private static void GiveBack(ReadOnlyMemory<byte> payload)
    {
        if (MemoryMarshal.TryGetArray(payload, out ArraySegment<byte> rented))
            ArrayPool<byte>.Shared.Return(rented.Array!);
    }
}
