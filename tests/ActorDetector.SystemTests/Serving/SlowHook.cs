using System.Net;
using System.Net.Sockets;

namespace ActorDetector.SystemTests.Serving;

/// <summary>A webhook that takes what it is sent, each time after a pause.</summary>
internal sealed class SlowHook : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly TimeSpan _pause;
    private int _taken;

    public SlowHook(TimeSpan pause)
    {
        _pause = pause;
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            Address = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/";
        }

        _listener.Prefixes.Add(Address);
        _listener.Start();
        _ = Task.Run(TakeAsync);
    }

    public string Address { get; }

    public int Taken => Volatile.Read(ref _taken);

    public void Dispose() => _listener.Close();

    private async Task TakeAsync()
    {
        try
        {
            while (true)
            {
                HttpListenerContext context = await _listener.GetContextAsync();
                await context.Request.InputStream.CopyToAsync(Stream.Null);
                await Task.Delay(_pause);
                context.Response.Close();
                Interlocked.Increment(ref _taken);
            }
        }
        catch (Exception fault) when (fault is HttpListenerException or ObjectDisposedException or InvalidOperationException)
        {
            // It was closed.
        }
    }
}
