using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Runtime.ExceptionServices;
using ActorDetector.Logs.Reading;
using Microsoft.Extensions.Logging;

namespace ActorDetector.Actors.Sources.Syslog;

/// <summary>Receives syslog over TCP (RFC 6587) or TLS (RFC 5425).</summary>
/// <remarks>TCP's acknowledgement is the kernel's: lines that a peer sent and nobody read are lost when the node is killed. On a stop what peers
/// have sent is read and handed on.</remarks>
public sealed partial class SyslogTcpSource : ISource, IDisposable
{
    /// <summary>The name of a source over TCP.</summary>
    public const string TcpName = "syslog-tcp";

    /// <summary>The name of a source over TLS.</summary>
    public const string TlsName = "syslog-tls";

    private const int Backlog = 512;

    private static readonly TimeSpan s_retryPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_betweenRefusals = TimeSpan.FromMinutes(1);

    private readonly SyslogEndPoint _endPoint;
    private readonly SyslogOptions _options;
    private readonly SslServerAuthenticationOptions? _tls;
    private readonly SyslogReceiver _receiver;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Lock _lock = new();
    private readonly Dictionary<SyslogConnection, Task> _connections = [];
    private Socket? _listener;
    private Exception? _failure;
    private long _refusedConnections;
    private long _toldRefused;
    private long _refusalTold;
    private long _failedHandshakes;

    /// <summary>A source over TCP, at <see cref="SyslogOptions.Tcp"/>, or over TLS, at <see cref="SyslogOptions.Tls"/>.</summary>
    /// <param name="options">How syslog is received.</param>
    /// <param name="reading">How long a line may be.</param>
    /// <param name="overTls">Whether it is over TLS.</param>
    /// <param name="time">The time.</param>
    /// <param name="logger">Told of peers' troubles.</param>
    /// <exception cref="ArgumentException">There is no such end point in the options, or the certificates cannot be used.</exception>
    public SyslogTcpSource(SyslogOptions options, ReadingOptions reading, bool overTls, TimeProvider time, ILogger<SyslogTcpSource> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(reading);
        Name = overTls ? TlsName : TcpName;
        _endPoint = (overTls ? options.Tls : options.Tcp) ?? throw new ArgumentException($"--{Name} is not given.");
        _options = options;
        _tls = overTls ? SyslogTls.Load(options) : null;
        _time = time;
        _logger = logger;
        _receiver = new SyslogReceiver(Name, options, reading, time, logger);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>Connections that are open.</summary>
    public int Connections
    {
        get
        {
            lock (_lock)
                return _connections.Count;
        }
    }

    /// <summary>Connections that were closed at once, as there were too many.</summary>
    public long RefusedConnections => Interlocked.Read(ref _refusedConnections);

    /// <summary>TLS handshakes that failed.</summary>
    public long FailedHandshakes => Interlocked.Read(ref _failedHandshakes);

    /// <summary>Takes the port, if that is not done yet; <see cref="RunAsync"/> does it too.</summary>
    /// <returns>Where it listens; with the port that the system chose.</returns>
    /// <exception cref="IOException">The port cannot be taken.</exception>
    public IPEndPoint Bind()
    {
        _listener ??= SyslogSocket.Bind("--" + Name, _endPoint, SocketType.Stream);
        _listener.Listen(Backlog);
        return (IPEndPoint)_listener.LocalEndPoint!;
    }

    /// <inheritdoc/>
    public void Open() => Bind();

    /// <inheritdoc/>
    public async Task RunAsync(IIngest ingest, CancellationToken cancellation)
    {
        LogListening(Bind());
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using CancellationTokenSource drained = new();
        Task expiring = ExpireAsync(stop.Token);
        await ListenAsync(ingest, stop, drained.Token).ConfigureAwait(false);
        OpenWaiting(ingest, stop, drained.Token);
        _listener!.Dispose();
        _listener = null;
        await expiring.ConfigureAwait(false);
        await DrainAsync(drained).ConfigureAwait(false);
        if (Interlocked.Exchange(ref _failure, null) is { } failure)
            ExceptionDispatchInfo.Throw(failure);
    }

    /// <summary>Gives the port back.</summary>
    public void Dispose()
    {
        _listener?.Dispose();
        _receiver.Dispose();
    }

    private async Task ListenAsync(IIngest ingest, CancellationTokenSource stop, CancellationToken drained)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                Open(await _listener!.AcceptAsync(stop.Token).ConfigureAwait(false), ingest, stop, drained);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (SocketException exception)
            {
                // No more handles, most likely: those who end give theirs back.
                LogAcceptFailed(exception.Message);
                await Task.Delay(s_retryPause, _time, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Opens the connections that the kernel has: their peers believe that what they sent is read.</summary>
    private void OpenWaiting(IIngest ingest, CancellationTokenSource stop, CancellationToken drained)
    {
        try
        {
            for (int i = 0; i < Backlog && _listener!.Poll(0, SelectMode.SelectRead); i++)
                Open(_listener.Accept(), ingest, stop, drained);
        }
        catch (SocketException exception)
        {
            LogAcceptFailed(exception.Message);
        }
    }

    private void Open(Socket socket, IIngest ingest, CancellationTokenSource stop, CancellationToken drained)
    {
        lock (_lock)
        {
            if (_connections.Count < _options.SyslogMaxConnections)
            {
                SyslogConnection connection = new(socket, _receiver);
                _connections[connection] = Task.Run(() => ServeAsync(connection, ingest, stop, drained), CancellationToken.None);
                return;
            }
        }

        Refuse(socket);
    }

    // In a flood of them one message a pause is enough; only the listener comes here.
    private void Refuse(Socket socket)
    {
        long refused = Interlocked.Increment(ref _refusedConnections);
        if (_toldRefused == 0 || _time.GetElapsedTime(_refusalTold) >= s_betweenRefusals)
        {
            LogRefused(socket.RemoteEndPoint, _options.SyslogMaxConnections, refused - _toldRefused);
            (_toldRefused, _refusalTold) = (refused, _time.GetTimestamp());
        }

        socket.Dispose();
    }

    private async Task ServeAsync(SyslogConnection connection, IIngest ingest, CancellationTokenSource stop, CancellationToken drained)
    {
        try
        {
            using (connection)
            {
                if (await SecureAsync(connection, stop.Token).ConfigureAwait(false))
                    await connection.RunAsync(ingest, drained).ConfigureAwait(false);
            }

            if (connection.Trouble is { } trouble)
                LogTrouble(connection.Peer, trouble);
            else
                LogClosed(connection.Peer);
        }
#pragma warning disable CA1031 // Whatever the ingest throws ends the source, not only this task.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _failure ??= exception;
            await stop.CancelAsync().ConfigureAwait(false);
        }
        finally
        {
            lock (_lock)
                _connections.Remove(connection);
        }
    }

    private async Task<bool> SecureAsync(SyslogConnection connection, CancellationToken cancellation)
    {
        if (_tls is null)
            return true;
        using CancellationTokenSource late = new(_options.TlsHandshakeTimeout, _time);
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellation);
        if (await connection.SecureAsync(_tls, end.Token).ConfigureAwait(false))
            return true;
        Interlocked.Increment(ref _failedHandshakes);
        return false;
    }

    private async Task ExpireAsync(CancellationToken cancellation)
    {
        using PeriodicTimer timer = new(TimeSpan.FromMilliseconds(Math.Max(1, _options.SyslogIdleTimeout.TotalMilliseconds / 4)), _time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellation).ConfigureAwait(false))
            {
                foreach (SyslogConnection connection in OpenConnections())
                {
                    if (connection.QuietSince is { } since && _time.GetElapsedTime(since) >= _options.SyslogIdleTimeout)
                        connection.Expire();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Stopped.
        }
    }

    private async Task DrainAsync(CancellationTokenSource drained)
    {
        foreach (SyslogConnection connection in OpenConnections())
            connection.Stop();
        using CancellationTokenSource limit = new(_options.SyslogDrainTimeout, _time);
        using CancellationTokenRegistration atLimit = limit.Token.Register(drained.Cancel);
        Task[] serving;
        lock (_lock)
            serving = [.. _connections.Values];
        await Task.WhenAll(serving).ConfigureAwait(false);
    }

    private SyslogConnection[] OpenConnections()
    {
        lock (_lock)
            return [.. _connections.Keys];
    }
}
