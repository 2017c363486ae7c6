using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace ActorDetector.Http.Lines;

/// <summary>The producers that have a request running: of two at once, the lines of the earlier would seem to be repeats.</summary>
internal sealed class BusyProducers
{
    private readonly ConcurrentDictionary<string, bool> _busy = new(StringComparer.Ordinal);

    /// <summary>Begins a producer's request.</summary>
    /// <exception cref="RefusalException">It has one running.</exception>
    public void Begin(string producer)
    {
        if (!_busy.TryAdd(producer, true))
        {
            throw new RefusalException(StatusCodes.Status409Conflict, "Another request of this X-Producer is running: send one after the other.")
            {
                RetryAfter = 1,
            };
        }
    }

    /// <summary>Ends it.</summary>
    public void End(string producer) => _busy.TryRemove(producer, out _);
}
