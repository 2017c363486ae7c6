using System.Net.Http.Headers;
using System.Text;

namespace ActorDetector.Actors.Sinks;

/// <summary>Posts JSON to one address, a request at a time, and follows no redirect.</summary>
internal sealed class HttpPost : IDisposable
{
    // What is read of an answer, and what a message holds of it.
    private const int MostAnswerBytes = 4096;
    private const int MostAnswerCharacters = 200;

    private readonly Uri _address;
    private readonly string _peer;
    private readonly BearerToken? _token;
    private readonly IReadOnlyList<HttpHeader> _headers;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _time;
    private readonly HttpClient _client;

    /// <summary>Posts to an address.</summary>
    /// <param name="address">Where to; only its scheme, host and port are in messages: paths of webhooks may be secrets.</param>
    /// <param name="token">The bearer token, if any.</param>
    /// <param name="headers">More headers.</param>
    /// <param name="timeout">The time in which the answer must be there.</param>
    /// <param name="time">Measures it.</param>
    public HttpPost(Uri address, BearerToken? token, IReadOnlyList<HttpHeader> headers, TimeSpan timeout, TimeProvider time)
    {
        _address = address;
        _peer = address.GetLeftPart(UriPartial.Authority);
        _token = token;
        _headers = headers;
        _timeout = timeout;
        _time = time;
        SocketsHttpHandler handler = new()
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            MaxConnectionsPerServer = 1,
            MaxResponseHeadersLength = 16, // KiB
            MaxResponseDrainSize = 1 << 16,
            // A name that leads elsewhere is looked up again.
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
        _client = new HttpClient(handler, disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>Posts; done when the answer is that it was taken.</summary>
    /// <param name="json">The body.</param>
    /// <param name="delivery">Names what is delivered: repeats have the same; null for no such header.</param>
    /// <param name="isOfEach">Whether a part of what was refused may be taken.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="IOException">It was not taken now.</exception>
    /// <exception cref="SinkRefusedException">It was refused for good.</exception>
    public async Task PostAsync(ReadOnlyMemory<byte> json, string? delivery, bool isOfEach, CancellationToken cancellation)
    {
        using CancellationTokenSource late = new(_timeout, _time);
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellation);
        try
        {
            await ExchangeAsync(json, delivery, isOfEach, end.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new IOException($"{_peer} did not answer within {_timeout}.");
        }
        catch (HttpRequestException fault)
        {
            throw new IOException($"{_peer} could not be asked: {fault.Message}{(fault.InnerException is { } inner ? $" ({inner.Message})" : "")}.", fault);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task ExchangeAsync(ReadOnlyMemory<byte> json, string? delivery, bool isOfEach, CancellationToken cancellation)
    {
        string? token = _token?.Read();
        using HttpRequestMessage request = new(HttpMethod.Post, _address) { Content = new ReadOnlyMemoryContent(json) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (delivery is not null)
            request.Headers.TryAddWithoutValidation("Idempotency-Key", $"\"{delivery}\"");
        foreach (HttpHeader header in _headers)
            request.Headers.TryAddWithoutValidation(header.Name, header.Value);
        using HttpResponseMessage answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
        string says = answer.IsSuccessStatusCode ? "" : await ReadAsync(answer.Content, token, cancellation).ConfigureAwait(false);
        if (HttpAnswer.FaultOf(_peer, answer.StatusCode, says, answer.Headers.RetryAfter, _time.GetUtcNow(), isOfEach) is { } fault)
            throw fault;
    }

    // What the other side says may repeat what it was told.
    private async Task<string> ReadAsync(HttpContent content, string? token, CancellationToken cancellation)
    {
        using Stream stream = await content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        byte[] bytes = new byte[MostAnswerBytes];
        int length = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellation).ConfigureAwait(false);
        string text = Encoding.UTF8.GetString(bytes, 0, length);
        foreach (string? secret in _headers.Select(header => header.Value).Append(token).Where(secret => secret?.Length > 0))
            text = text.Replace(secret!, "***", StringComparison.Ordinal);
        text = string.Concat(text.Select(letter => char.IsControl(letter) || char.IsSurrogate(letter) ? ' ' : letter)).Trim();
        return text.Length > MostAnswerCharacters ? $"{text[..MostAnswerCharacters]}..." : text;
    }
}
