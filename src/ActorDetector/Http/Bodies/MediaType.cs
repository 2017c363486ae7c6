using ActorDetector.Output;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace ActorDetector.Http.Bodies;

/// <summary>What a request's body is, by its header.</summary>
internal static class MediaType
{
    /// <summary>The media type of a body, which must be one of some.</summary>
    /// <exception cref="RefusalException">It is none of them, or its text is not UTF-8.</exception>
    public static string Of(HttpRequest request, params ReadOnlySpan<string> allowed)
    {
        string given = request.ContentType ?? "";
        if (MediaTypeHeaderValue.TryParse(given, out MediaTypeHeaderValue? type))
        {
            foreach (string name in allowed)
            {
                if (type.MediaType.Equals(name, StringComparison.OrdinalIgnoreCase) && IsUtf8(type))
                    return name;
            }
        }

        throw new RefusalException(
            StatusCodes.Status415UnsupportedMediaType,
            $"Content-Type {(given.Length == 0 ? "is missing" : $"{Printable.Shorten(given, 100)} is not known here")}: send {string.Join(" or ", allowed!)}, in UTF-8.");
    }

    private static bool IsUtf8(MediaTypeHeaderValue type) =>
        !type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) || type.Charset.Equals("us-ascii", StringComparison.OrdinalIgnoreCase)
        || type.Charset.Equals("\"utf-8\"", StringComparison.OrdinalIgnoreCase);
}
