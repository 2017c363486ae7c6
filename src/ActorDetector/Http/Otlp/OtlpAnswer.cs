using System.Text.Json;
using ActorDetector.Http.Otlp.Wire;
using Google.Protobuf;
using Microsoft.AspNetCore.Http;

namespace ActorDetector.Http.Otlp;

/// <summary>Answers an OTLP request in the encoding that it was made in.</summary>
internal static class OtlpAnswer
{
    /// <summary>The media type of the binary encoding.</summary>
    public const string Binary = "application/x-protobuf";

    /// <summary>The media type of the JSON encoding.</summary>
    public const string Json = "application/json";

    /// <summary>Answers that all records were accepted, or all but some.</summary>
    public static Task WriteAsync(HttpContext context, long rejected, string reason)
    {
        // All accepted: the specification wants the field left out.
        if (rejected == 0)
            return WriteAsync(context, new ExportLogsServiceResponse(), "{}"u8.ToArray());
        var partial = new ExportLogsPartialSuccess { RejectedLogRecords = rejected, ErrorMessage = reason };
        return WriteAsync(
            context,
            new ExportLogsServiceResponse { PartialSuccess = partial },
            JsonSerializer.SerializeToUtf8Bytes(new { partialSuccess = new { rejectedLogRecords = rejected.ToString(System.Globalization.CultureInfo.InvariantCulture), errorMessage = reason } }));
    }

    /// <summary>Answers why a request was not fulfilled.</summary>
    public static Task WriteStatusAsync(HttpContext context, int status, string reason)
    {
        int code = CodeOf(status);
        return WriteAsync(context, new Status { Code = code, Message = reason }, JsonSerializer.SerializeToUtf8Bytes(new { code, message = reason }));
    }

    private static async Task WriteAsync(HttpContext context, IMessage binary, byte[] json)
    {
        bool asJson = context.Request.ContentType?.StartsWith(Json, StringComparison.OrdinalIgnoreCase) == true;
        context.Response.ContentType = asJson ? Json : Binary;
        byte[] body = asJson ? json : binary.ToByteArray();
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, CancellationToken.None).ConfigureAwait(false);
    }

    // The codes of google.rpc.Code.
    private static int CodeOf(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => 16,
        StatusCodes.Status403Forbidden => 7,
        StatusCodes.Status404NotFound => 5,
        StatusCodes.Status405MethodNotAllowed => 12,
        StatusCodes.Status408RequestTimeout => 4,
        StatusCodes.Status413PayloadTooLarge or StatusCodes.Status429TooManyRequests => 8,
        StatusCodes.Status503ServiceUnavailable => 14,
        < 500 => 3,
        _ => 13,
    };
}
