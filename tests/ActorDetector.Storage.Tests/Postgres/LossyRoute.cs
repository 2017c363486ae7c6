using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ActorDetector.Storage.Tests.Postgres;

/// <summary>The way to a server, on which answers get lost.</summary>
internal sealed class LossyRoute : IAsyncDisposable
{
    private readonly UnixDomainSocketEndPoint _server;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task _accepting;
    private byte[]? _asked;
    private volatile bool _isCut;
    private volatile TaskCompletionSource? _held;

    /// <summary>A route to the server of a connection string.</summary>
    public LossyRoute(string database)
    {
        Dictionary<string, string> parts = database.Split(';').Select(part => part.Split('=')).ToDictionary(part => part[0], part => part[1]);
        _server = new UnixDomainSocketEndPoint(Path.Combine(parts["Host"], $".s.PGSQL.{parts["Port"]}"));
        _listener.Start();
        ConnectionString = $"Host=127.0.0.1;Port={((IPEndPoint)_listener.LocalEndpoint).Port};Username=postgres;Database={parts["Database"]};SSL Mode=Disable";
        _accepting = AcceptAsync();
    }

    /// <summary>Leads over this route.</summary>
    public string ConnectionString { get; }

    /// <summary>Answers that were lost.</summary>
    public int Lost { get; private set; }

    /// <summary>Breaks the connection, instead of giving the answer, that next asks something with a word in it.</summary>
    public void LoseNextAnswer(string word) => Volatile.Write(ref _asked, Encoding.ASCII.GetBytes(word));

    /// <summary>Lets nothing pass any more.</summary>
    public void Cut() => _isCut = true;

    /// <summary>Takes all that is sent, and lets nothing of it pass any more.</summary>
    public void Hold() => _held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public async ValueTask DisposeAsync()
    {
        _isCut = true;
        _held?.SetResult();
        _listener.Dispose();
        await _accepting;
    }

    private async Task AcceptAsync()
    {
        List<Task> carried = [];
        try
        {
            while (true)
                carried.Add(CarryAsync(await _listener.AcceptSocketAsync()));
        }
        catch (Exception fault) when (fault is SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(carried);
        }
    }

    private async Task CarryAsync(Socket client)
    {
        using Socket server = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        using (client)
        {
            bool isLosing = false;
            try
            {
                await server.ConnectAsync(_server);
                Task asking = CopyAsync(client, server, bytes =>
                {
                    if (Volatile.Read(ref _asked) is { } word && bytes.IndexOf(word) >= 0)
                    {
                        Volatile.Write(ref _asked, null);
                        isLosing = true;
                    }

                    return !_isCut;
                });
                await CopyAsync(server, client, _ =>
                {
                    // An answer to the whole of a batch: it is committed.
                    if (isLosing)
                        Lost++;
                    return !isLosing && !_isCut;
                });
                client.Close();
                await asking;
            }
            catch (Exception fault) when (fault is SocketException or ObjectDisposedException)
            {
                // One of the two has gone.
            }
        }
    }

    private delegate bool Check(ReadOnlySpan<byte> bytes);

    private async Task CopyAsync(Socket from, Socket to, Check passes)
    {
        byte[] buffer = new byte[1 << 16];
        while (await from.ReceiveAsync(buffer) is > 0 and int length)
        {
            if (_held is { } held)
                await held.Task;
            if (!passes(buffer.AsSpan(0, length)))
                break;
            await to.SendAsync(buffer.AsMemory(0, length));
        }

        to.Shutdown(SocketShutdown.Send);
    }
}
