using ActorDetector.Actors.Lines;
using ActorDetector.Actors.Nodes;
using ActorDetector.Http.Bodies;
using ActorDetector.Http.Lines;
using ActorDetector.Http.Otlp.Wire;
using ActorDetector.Logs;
using Google.Protobuf;
using Microsoft.AspNetCore.Http;

namespace ActorDetector.Http.Otlp;

/// <summary>Takes logs as OpenTelemetry sends them (OTLP/HTTP). The answer comes when all are durable.</summary>
internal sealed class OtlpEndpoint
{
    /// <summary>Where.</summary>
    public const string Path = "/v1/logs";

    /// <summary>The source's name.</summary>
    public const string Source = "otlp";

    // Records that say anything are longer: such bodies meet --max-otlp-bytes before they meet these.
    private const int BytesOfMessage = 32;
    private const int BytesOfToken = 8;

    private static readonly MessageParser<ExportLogsServiceRequest> Parser = ExportLogsServiceRequest.Parser.WithDiscardUnknownFields(true);

    private readonly INode _node;
    private readonly HttpOptions _options;
    private readonly Handover _handover;
    private readonly ByteBudget _budget;
    private readonly ByteBudget _parts;
    private readonly LinePositions _positions = new(0);

    /// <summary>An endpoint of a node.</summary>
    public OtlpEndpoint(INode node, HttpOptions options, Handover handover)
    {
        (_node, _options, _handover) = (node, options, handover);
        (_budget, _parts) = (new ByteBudget(4L * options.MaxOtlpBytes), new ByteBudget(4L * options.MaxOtlpBytes));
    }

    /// <summary>Takes logs as OpenTelemetry sends them: an ExportLogsServiceRequest of OTLP/HTTP, packed or not. Refusals are a google.rpc.Status.</summary>
    /// <exception cref="RefusalException">They cannot be taken.</exception>
    public async Task PostAsync(HttpContext context)
    {
        bool asJson = MediaType.Of(context.Request, OtlpAnswer.Binary, OtlpAnswer.Json) == OtlpAnswer.Json;
        _handover.EnsureRoom();
        using var held = new HeldBody(_budget);
        await using (var body = new UnpackedBody(context.Request, _options.MaxOtlpBytes, "--max-otlp-bytes"))
            await held.ReadAsync(body, context.RequestAborted).ConfigureAwait(false);
        long parts = Parts(held.Bytes.Span, asJson);
        if (!_parts.TryTake(parts))
            throw new RefusalException(StatusCodes.Status429TooManyRequests, "Too many OTLP records at once: send this request again, later, or raise --max-otlp-bytes.") { RetryAfter = 1 };
        (long rejected, string reason) = (0, "");
        try
        {
            (rejected, reason) = await TakeAsync(context, Parse(held.Bytes, asJson)).ConfigureAwait(false);
        }
        finally
        {
            _parts.Give(parts);
        }

        await OtlpAnswer.WriteAsync(context, rejected, reason).ConfigureAwait(false);
    }

    // What the parts of a body count as in bytes: the smallest take many times their own.
    private long Parts(ReadOnlySpan<byte> body, bool asJson)
    {
        (long count, int bytes, string what) = asJson ? (OtlpParts.Tokens(body), BytesOfToken, "JSON tokens") : (OtlpParts.Messages(body), BytesOfMessage, "messages");
        return count * bytes <= _options.MaxOtlpBytes ? count * bytes : throw new RefusalException(
            StatusCodes.Status413PayloadTooLarge, $"The body has {count:N0} {what}: at most {_options.MaxOtlpBytes / bytes:N0} are taken at once. Send it in parts, or raise --max-otlp-bytes.");
    }

    private static ExportLogsServiceRequest Parse(ReadOnlyMemory<byte> body, bool asJson)
    {
        try
        {
            return asJson ? OtlpJson.Read(body) : Parser.ParseFrom(body.Span);
        }
        // Small records take many times their bytes, and the heap ends before the machine's memory does.
        catch (OutOfMemoryException fault)
        {
            throw new RefusalException(StatusCodes.Status429TooManyRequests, "The records take more memory than is left of --max-memory: send fewer at once, later.", fault) { RetryAfter = 5 };
        }
        // Of a length near the greatest there is, the protobuf library says that an index is out of range.
        catch (Exception fault) when (fault is InvalidProtocolBufferException or FormatException or IndexOutOfRangeException or OverflowException)
        {
            throw new RefusalException(StatusCodes.Status400BadRequest, asJson ? fault.Message : $"The body is no ExportLogsServiceRequest: {fault.Message}", fault);
        }
    }

    private async Task<(long Rejected, string Reason)> TakeAsync(HttpContext context, ExportLogsServiceRequest request)
    {
        int maxLine = _node.MaxLineBytes;
        var rejected = new SortedDictionary<SkipReason, long>();
        long accepted = 0;
        LineBatch batch = _handover.Rent();
        try
        {
            _handover.Begin(batch, Source, context);
            foreach ((ReadOnlyMemory<byte> line, long time, ReadOnlyMemory<byte> entity) in OtlpRecords.Of(request, _options.OtlpEntity))
            {
                SkipReason reason = Batches.Judge(line.Span, maxLine);
                if (reason == SkipReason.None)
                {
                    batch.Add(line.Span, _positions.Next(), time, entity.Span);
                }
                else
                {
                    batch.AddSkipped(reason, _positions.Next());
                    rejected[reason] = rejected.GetValueOrDefault(reason) + 1;
                }

                if (!Batches.IsFull(batch))
                    continue;
                int records = batch.Count + batch.Notes.Count;
                await _handover.AcceptAsync(batch, accepted, context.RequestAborted).ConfigureAwait(false);
                accepted += records;
                _handover.Begin(batch, Source, context);
            }

            await _handover.AcceptAsync(batch, accepted, context.RequestAborted).ConfigureAwait(false);
        }
        finally
        {
            _handover.Return(batch);
        }

        return (rejected.Values.Sum(), string.Join("; ", rejected.Select(pair => Say(pair.Key, pair.Value, maxLine))));
    }

    private static string Say(SkipReason reason, long records, int maxLine) => reason switch
    {
        SkipReason.TooLong => $"{records} records with a body of more than {maxLine} bytes",
        SkipReason.Binary => $"{records} records with NUL bytes in their body",
        _ => $"{records} records without a body",
    };
}
