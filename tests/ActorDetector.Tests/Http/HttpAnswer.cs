using System.Text;
using System.Text.Json;

namespace ActorDetector.Tests.Http;

/// <summary>An answer, read whole.</summary>
internal sealed record HttpAnswer(int Code, string Type, byte[] Bytes, string? RetryAfter, string Header)
{
    public string Text => Encoding.UTF8.GetString(Bytes);

    public JsonElement Json => JsonDocument.Parse(Bytes).RootElement;

    public string Detail => Json.GetProperty("detail").GetString()!;

    public static async Task<HttpAnswer> Of(HttpResponseMessage response)
    {
        using (response)
        {
            return new HttpAnswer(
                (int)response.StatusCode, response.Content.Headers.ContentType?.MediaType ?? "", await response.Content.ReadAsByteArrayAsync(),
                response.Headers.RetryAfter?.ToString(), response.Headers.ToString());
        }
    }
}
