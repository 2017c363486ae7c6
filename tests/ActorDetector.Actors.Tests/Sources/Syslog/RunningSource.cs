using System.Net;
using System.Net.Sockets;
using System.Text;
using ActorDetector.Actors.Sources;
using ActorDetector.Actors.Sources.Syslog;
using ActorDetector.Logs.Reading;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActorDetector.Actors.Tests.Sources.Syslog;

/// <summary>A source that runs for one test, at a port of the system's.</summary>
internal sealed class RunningSource : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly IDisposable _source;

    private RunningSource(ISource source, IPEndPoint endPoint)
    {
        _source = (IDisposable)source;
        Source = source;
        EndPoint = endPoint;
        Running = source.RunAsync(Ingest, _stop.Token);
    }

    public ISource Source { get; }

    public SyslogTcpSource Tcp => (SyslogTcpSource)Source;

    public IPEndPoint EndPoint { get; private set; }

    public RecordingIngest Ingest { get; } = new();

    public Task Running { get; private set; }

    public static RunningSource OfTcp(SyslogOptions? options = null, int maxLine = 1000, bool overTls = false, ILogger<SyslogTcpSource>? logger = null)
    {
        options ??= new SyslogOptions { SyslogText = SyslogText.Message };
        SyslogTcpSource source = new(
            options with { SyslogTcp = options.SyslogTcp ?? "0", SyslogTls = "0" },
            new ReadingOptions { MaxLineBytes = maxLine },
            overTls,
            TimeProvider.System,
            logger ?? NullLogger<SyslogTcpSource>.Instance);
        return new RunningSource(source, source.Bind());
    }

    public static RunningSource OfUdp(SyslogOptions? options = null, int maxLine = 1000)
    {
        options ??= new SyslogOptions { SyslogText = SyslogText.Message };
        SyslogUdpSource source = new(
            options with { SyslogUdp = "0" }, new ReadingOptions { MaxLineBytes = maxLine }, TimeProvider.System, NullLogger<SyslogUdpSource>.Instance);
        return new RunningSource(source, source.Bind());
    }

    /// <summary>Runs it again after it has ended, at another port.</summary>
    public void RunAgain()
    {
        EndPoint = Source is SyslogUdpSource udp ? udp.Bind() : Tcp.Bind();
        Running = Source.RunAsync(Ingest, _stop.Token);
    }

    public async Task<Socket> ConnectAsync(SocketType type = SocketType.Stream)
    {
        Socket socket = new(EndPoint.AddressFamily, type, type == SocketType.Stream ? ProtocolType.Tcp : ProtocolType.Udp);
        await socket.ConnectAsync(EndPoint);
        return socket;
    }

    public async Task SendAsync(string text)
    {
        using Socket socket = await ConnectAsync();
        await SendAsync(socket, text);
        socket.Shutdown(SocketShutdown.Send);
    }

    public static async Task SendAsync(Socket socket, string text)
    {
        ReadOnlyMemory<byte> bytes = Encoding.Latin1.GetBytes(text);
        while (!bytes.IsEmpty)
            bytes = bytes[await socket.SendAsync(bytes)..];
    }

    /// <summary>Whether the node closes the connection.</summary>
    public static async Task<bool> IsClosedAsync(Socket socket)
    {
        try
        {
            return await socket.ReceiveAsync(new byte[1]).WaitAsync(TimeSpan.FromSeconds(30)) == 0;
        }
        catch (SocketException)
        {
            return true;
        }
    }

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await Running.WaitAsync(TimeSpan.FromSeconds(30));
    }

    public async ValueTask DisposeAsync()
    {
        Ingest.Open();
        await _stop.CancelAsync();
        await Running.WaitAsync(TimeSpan.FromSeconds(30)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _source.Dispose();
        _stop.Dispose();
    }
}
