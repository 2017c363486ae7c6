using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;

namespace ActorDetector.Actors.Tests.Sinks.Made;

/// <summary>An HTTP server on a port of the system's choice that answers as it is told to, and misbehaves as it is told to.</summary>
internal sealed class HttpPeer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<PeerRequest, PeerAnswer> _answer;
    private readonly Channel<PeerRequest> _requests = Channel.CreateUnbounded<PeerRequest>();
    private readonly ConcurrentBag<Task> _connections = [];
    private readonly Task _accepting;
    private int _now;

    public HttpPeer(Func<PeerRequest, PeerAnswer> answer)
    {
        _answer = answer;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public string Url => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <summary>Most requests that were being answered at once.</summary>
    public int MostAtOnce { get; private set; }

    /// <summary>Bytes of answers without an end that the other side took.</summary>
    public long EndlessBytes { get; private set; }

    public ChannelReader<PeerRequest> Requests => _requests.Reader;

    public async Task<PeerRequest> NextAsync() => await _requests.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_connections);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (!_stop.IsCancellationRequested)
            {
                TcpClient client = await _listener.AcceptTcpClientAsync(_stop.Token);
                _connections.Add(ServeAsync(client));
            }
        }
        catch (Exception over) when (over is OperationCanceledException or SocketException or InvalidOperationException)
        {
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                NetworkStream stream = client.GetStream();
                while (await ReadAsync(stream) is { } request)
                {
                    MostAtOnce = Math.Max(MostAtOnce, Interlocked.Increment(ref _now));
                    try
                    {
                        PeerAnswer answer = _answer(request);
                        await _requests.Writer.WriteAsync(request);
                        if (!await WriteAsync(stream, answer))
                            return;
                    }
                    finally
                    {
                        Interlocked.Decrement(ref _now);
                    }
                }
            }
            catch (Exception over) when (over is OperationCanceledException or IOException)
            {
            }
        }
    }

    private async Task<bool> WriteAsync(NetworkStream stream, PeerAnswer answer)
    {
        if (answer.Hangs)
            await stream.ReadExactlyAsync(new byte[1], _stop.Token); // until the other side gives up
        string head = $"HTTP/1.1 {answer.Status} Said\r\nContent-Length: {answer.Length ?? answer.Body.Length}\r\n{answer.Headers}\r\n";
        byte[] bytes = Encoding.UTF8.GetBytes(head + answer.Body);
        await stream.WriteAsync(answer.Dies ? bytes.AsMemory(0, bytes.Length / 2) : bytes, _stop.Token);
        if (answer.Length is not null)
        {
            for (byte[] part = new byte[1 << 16]; ; EndlessBytes += part.Length)
                await stream.WriteAsync(part, _stop.Token);
        }

        return !answer.Dies;
    }

    private async Task<PeerRequest?> ReadAsync(NetworkStream stream)
    {
        List<byte> head = [];
        byte[] one = new byte[1];
        while (head.Count < 4 || !head[^4..].SequenceEqual("\r\n\r\n"u8.ToArray()))
        {
            if (await stream.ReadAsync(one, _stop.Token) == 0)
                return null;
            head.Add(one[0]);
        }

        string[] lines = Encoding.UTF8.GetString([.. head]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Dictionary<string, string> headers = lines.Skip(1).Select(line => line.Split(": ", 2))
            .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);
        byte[] body = new byte[int.Parse(headers["Content-Length"], System.Globalization.CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body, _stop.Token);
        return new PeerRequest(lines[0], headers, Encoding.UTF8.GetString(body));
    }
}
