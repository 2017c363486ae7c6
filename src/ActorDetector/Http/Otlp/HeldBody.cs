using ActorDetector.Http.Bodies;
using Microsoft.AspNetCore.Http;

namespace ActorDetector.Http.Otlp;

/// <summary>A body that is held in memory, within a budget, until it is disposed.</summary>
internal sealed class HeldBody(ByteBudget budget) : IDisposable
{
    private const int LeastBytes = 16 * 1024;

    private byte[] _bytes = [];
    private int _length;

    /// <summary>The body.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes.AsMemory(0, _length);

    /// <summary>Reads a body to its end.</summary>
    /// <exception cref="RefusalException">It is damaged or too long, or the budget is spent.</exception>
    public async Task ReadAsync(UnpackedBody body, CancellationToken cancellation)
    {
        int read;
        do
        {
            if (_length == _bytes.Length)
                Grow();
            read = await body.ReadAsync(_bytes.AsMemory(_length), cancellation).ConfigureAwait(false);
            _length += read;
        }
        while (read > 0);
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        budget.Give(_bytes.Length);
        _bytes = [];
    }

    private void Grow()
    {
        int more = Math.Max(LeastBytes, _bytes.Length);
        if (!budget.TryTake(more))
        {
            throw new RefusalException(StatusCodes.Status429TooManyRequests, "Too many OTLP requests at once: send this one again, later, or raise --max-otlp-bytes.")
            {
                RetryAfter = 1,
            };
        }

        Array.Resize(ref _bytes, _bytes.Length + more);
    }
}
