using System.Buffers;
using System.ComponentModel;
using System.Text.Json;
using ActorDetector.Actors.Lines;
using ActorDetector.Actors.Nodes;
using ActorDetector.Http.Bodies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace ActorDetector.Http.Lines;

/// <summary>Takes lines that are posted. The answer comes when all are durable.</summary>
internal sealed class LinesEndpoint
{
    /// <summary>Where.</summary>
    public const string Path = "/v1/lines";

    /// <summary>The source's name.</summary>
    public const string Source = "http";

    private const int PieceBytes = 64 * 1024;

    // Of the ceiling: what a request holds is in memory up to four times, as it is read, as a batch, by shard, and as an entry of the log.
    private const int Share = 16;

    private readonly INode _node;
    private readonly HttpOptions _options;
    private readonly Handover _handover;
    private readonly LinePositions _positions = new(0);
    private readonly BusyProducers _busy = new();
    private readonly ByteBudget _budget;

    /// <summary>An endpoint of a node.</summary>
    public LinesEndpoint(INode node, HttpOptions options, Handover handover)
    {
        (_node, _options, _handover) = (node, options, handover);
        _budget = new ByteBudget(node.Status.Memory.Ceiling / Share);
    }

    /// <summary>Takes lines: text, or JSON objects, one a line; packed with gzip or br or not. The answer comes when all are durable.</summary>
    /// <remarks>A producer that numbers its requests may repeat one that was not answered: its lines have their effect once. X-Producer names the
    /// producer, X-Sequence is the request's number, higher than that of the request before.</remarks>
    /// <exception cref="RefusalException">They cannot be taken, or only some of them.</exception>
    public async Task<LinesAnswer> PostAsync(
        HttpContext context,
        [FromQuery(Name = "entity"), Description("The entity that the lines are of, for a node that takes it from the source")] string? entity,
        [FromHeader(Name = "X-Entity"), Description("The same, as a header")] string? header,
        [FromHeader(Name = "X-Producer"), Description("The producer's name: 1 to 128 visible ASCII characters; with X-Sequence")] string? producer,
        [FromHeader(Name = "X-Sequence"), Description("The number of the producer's request: ascending, 0 to 2^40")] string? sequence)
    {
        _ = MediaType.Of(context.Request, "text/plain", "application/x-ndjson");
        byte[] hint = EntityHint.Of(header ?? entity);
        ProducerPlace? place = ProducerPlace.Of(producer ?? "", sequence ?? "");
        _handover.EnsureRoom();
        if (place is not { } known)
            return await TakeAsync(context, new LineFramer(_positions, MaxLineBytes, hint), "").ConfigureAwait(false);
        _busy.Begin(known.Producer);
        try
        {
            return await TakeAsync(context, new LineFramer(new LinePositions(known.First), MaxLineBytes, hint), known.Producer).ConfigureAwait(false);
        }
        finally
        {
            _busy.End(known.Producer);
        }
    }

    // What the model was trained with: longer lines it never saw.
    private int MaxLineBytes => _node.MaxLineBytes;

    private async Task<LinesAnswer> TakeAsync(HttpContext context, LineFramer framer, string producer)
    {
        using var held = new HeldBytes(_budget);
        LineBatch batch = _handover.Rent();
        byte[] piece = ArrayPool<byte>.Shared.Rent(PieceBytes);
        long accepted = 0;
        try
        {
            await using var body = new UnpackedBody(context.Request, _options.MaxUnpackedBytes, "--max-unpacked-bytes");
            _handover.Begin(batch, Source, context, producer);
            int read;
            while ((read = await body.ReadAsync(piece, context.RequestAborted).ConfigureAwait(false)) > 0)
            {
                int taken = 0;
                while ((taken += framer.Feed(piece.AsSpan(taken, read - taken), batch)) < read || Batches.IsFull(batch))
                {
                    EnsureFew(framer.Lines, producer, accepted);
                    await _handover.AcceptAsync(batch, accepted, context.RequestAborted).ConfigureAwait(false);
                    accepted = framer.Lines;
                    _handover.Begin(batch, Source, context, producer);
                }

                if (!held.TryHold(batch.Bytes + framer.HeldBytes))
                    throw TooManyAtOnce();
            }

            framer.Finish(batch);
            EnsureFew(framer.Lines, producer, accepted);
            await _handover.AcceptAsync(batch, accepted, context.RequestAborted).ConfigureAwait(false);
            return new LinesAnswer(framer.Lines, framer.Skipped.ToDictionary(pair => JsonNamingPolicy.KebabCaseLower.ConvertName(pair.Key.ToString()), pair => pair.Value));
        }
        catch (RefusalException refusal) when (refusal.Accepted is null)
        {
            throw Partly(refusal, accepted);
        }
        catch (BadHttpRequestException fault)
        {
            throw Partly(RefusalException.Of(fault), accepted);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
            _handover.Return(batch);
        }
    }

    private static RefusalException TooManyAtOnce() => new(
        StatusCodes.Status429TooManyRequests, "Too many bytes of requests at once for --max-memory: send them again, later.")
    {
        RetryAfter = 1,
    };

    private static RefusalException Partly(RefusalException refusal, long accepted) =>
        new(refusal.Status, $"{refusal.Message} The first {accepted} lines were accepted.", refusal) { Accepted = accepted, RetryAfter = refusal.RetryAfter };

    // The positions of a producer's next request begin there.
    private static void EnsureFew(long lines, string producer, long accepted)
    {
        if (producer.Length > 0 && lines > ProducerPlace.MostLines)
        {
            throw new RefusalException(
                StatusCodes.Status413PayloadTooLarge, $"A request with X-Sequence has at most {ProducerPlace.MostLines} lines: send the others under the next number.")
            {
                Accepted = accepted,
            };
        }
    }
}
