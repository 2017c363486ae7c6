using System.Net;
using System.Net.Sockets;

namespace ActorDetector.SystemTests.Clusters;

/// <summary>A way to a server that can be cut: what is sent then goes nowhere and nobody is told, as when a cable is pulled.</summary>
internal sealed class Route : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<EndPoint> _server;
    private readonly Task _listening;
    private volatile bool _isCut;
    private TaskCompletionSource _healed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>A way to a server's port on this machine.</summary>
    public Route(int port)
    {
        _server = () => new IPEndPoint(IPAddress.Loopback, port);
        _listener.Start();
        _listening = ListenAsync();
    }

    /// <summary>The port that leads to the server.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Cuts it: nothing passes, new connections neither.</summary>
    public void Cut() => _isCut = true;

    /// <summary>Heals it: what waited is sent on, late.</summary>
    public void Heal()
    {
        _isCut = false;
        Interlocked.Exchange(ref _healed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _listening;
        _stop.Dispose();
    }

    private async Task ListenAsync()
    {
        List<Task> running = [];
        try
        {
            while (true)
            {
                TcpClient client = await _listener.AcceptTcpClientAsync(_stop.Token);
                running.Add(CarryAsync(client));
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(running);
        }
    }

    private async Task CarryAsync(TcpClient client)
    {
        using TcpClient from = client, to = new();
        try
        {
            await PassAsync();
            await to.ConnectAsync((IPEndPoint)_server(), _stop.Token);
            from.NoDelay = to.NoDelay = true;
            await Task.WhenAny(CopyAsync(from.GetStream(), to.GetStream()), CopyAsync(to.GetStream(), from.GetStream()));
        }
        catch (Exception fault) when (fault is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // One side is gone, and so is the other then.
        }
    }

    private async Task CopyAsync(NetworkStream from, NetworkStream to)
    {
        byte[] buffer = new byte[64 << 10];
        try
        {
            while (await from.ReadAsync(buffer, _stop.Token) is > 0 and var length)
            {
                await PassAsync();
                await to.WriteAsync(buffer.AsMemory(0, length), _stop.Token);
            }
        }
        catch (Exception fault) when (fault is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // As above.
        }
    }

    private async Task PassAsync()
    {
        while (_isCut)
        {
            Task healed = Volatile.Read(ref _healed).Task;
            if (_isCut)
                await healed.WaitAsync(_stop.Token);
        }
    }
}
