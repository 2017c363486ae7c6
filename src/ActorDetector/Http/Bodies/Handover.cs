using System.Collections.Concurrent;
using System.Net;
using ActorDetector.Actors.Lines;
using ActorDetector.Actors.Sources;
using Microsoft.AspNetCore.Http;

namespace ActorDetector.Http.Bodies;

/// <summary>Hands batches of requests to the node, and lets them wait no longer than allowed. For any number of requests at once.</summary>
/// <param name="ingest">Takes the lines.</param>
/// <param name="most">How long lines may wait for room.</param>
/// <param name="time">Tells when lines arrive, and measures the wait.</param>
internal sealed class Handover(IIngest ingest, TimeSpan most, TimeProvider time)
{
    private const int MostKept = 16;
    private const int SecondsUntilRoom = 5;

    private readonly ConcurrentBag<LineBatch> _batches = [];

    /// <summary>Refuses a request while there is no room for its lines.</summary>
    /// <exception cref="RefusalException">There is none.</exception>
    public void EnsureRoom()
    {
        if (ingest.Full != DropReason.None)
            throw Full(0, null);
    }

    /// <summary>An empty batch, to be given back.</summary>
    public LineBatch Rent() => _batches.TryTake(out LineBatch? batch) ? batch : new LineBatch();

    /// <summary>Takes a batch back.</summary>
    public void Return(LineBatch batch)
    {
        if (_batches.Count < MostKept)
            _batches.Add(batch);
    }

    /// <summary>Empties a batch for lines that arrive now.</summary>
    public void Begin(LineBatch batch, string source, HttpContext context, string producer = "") =>
        batch.Clear(source, OriginOf(context.Connection.RemoteIpAddress), producer, time.GetUtcNow().UtcTicks);

    /// <summary>Hands a batch on; durable when done.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="accepted">Lines of the request that were accepted before.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="RefusalException">It waited too long, or the log cannot be written.</exception>
    public async Task AcceptAsync(LineBatch batch, long accepted, CancellationToken cancellation)
    {
        if (batch.IsEmpty)
            return;
        using var wait = new CancellationTokenSource(most, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(wait.Token, cancellation);
        try
        {
            await ingest.AcceptAsync(batch, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException fault) when (wait.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw Full(accepted, fault);
        }
        catch (IOException fault)
        {
            throw new RefusalException(StatusCodes.Status503ServiceUnavailable, $"Lines cannot be kept: {fault.Message}", fault)
            {
                RetryAfter = SecondsUntilRoom,
                Accepted = accepted,
            };
        }
    }

    private string Cause => ingest.Full switch
    {
        DropReason.MemoryFull => "The memory is as full as --max-memory allows",
        DropReason.LogFull => "The shard log is full",
        _ => "The shard log takes nothing now: /readyz says why",
    };

    private RefusalException Full(long accepted, Exception? inner) => new(
        StatusCodes.Status429TooManyRequests,
        $"{Cause}. The first {accepted} lines were accepted: send the others again, later.",
        inner)
    {
        RetryAfter = SecondsUntilRoom,
        Accepted = accepted,
    };

    private static string OriginOf(IPAddress? peer) => peer switch
    {
        null => "-",
        { IsIPv4MappedToIPv6: true } => peer.MapToIPv4().ToString(),
        _ => peer.ToString(),
    };
}
