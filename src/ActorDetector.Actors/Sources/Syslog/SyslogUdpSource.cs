using System.Net;
using System.Net.Sockets;
using ActorDetector.Actors.Lines;
using ActorDetector.Logs.Reading;
using Microsoft.Extensions.Logging;

namespace ActorDetector.Actors.Sources.Syslog;

/// <summary>Receives syslog over UDP (RFC 5426): one message a datagram.</summary>
/// <remarks>UDP cannot wait: what comes while the shard log, the queue before it or the memory is full is dropped, and the count goes with the next batch as
/// a note. So are the datagrams that the kernel dropped, where it tells (Linux).</remarks>
public sealed partial class SyslogUdpSource : ISource, IDisposable
{
    /// <summary>The source's name.</summary>
    public const string UdpName = "syslog-udp";

    private const int LongestDatagram = 65_536;

    // A flood never lets the receiver wait, so the taker is told now and then.
    private const int DatagramsToTell = 64;

    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    private readonly SyslogEndPoint _endPoint;
    private readonly SyslogOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly DatagramQueue _queue;
    private readonly PeerAddress _peer = new();
    private readonly byte[] _buffer = new byte[LongestDatagram];
    private Socket? _socket;
    private string _origin = "";
    private int _untold;

    /// <summary>A source at <see cref="SyslogOptions.Udp"/>.</summary>
    /// <param name="options">How syslog is received.</param>
    /// <param name="reading">How long a line may be.</param>
    /// <param name="time">The time.</param>
    /// <param name="logger">Told of troubles.</param>
    /// <exception cref="ArgumentException">There is no such end point in the options.</exception>
    public SyslogUdpSource(SyslogOptions options, ReadingOptions reading, TimeProvider time, ILogger<SyslogUdpSource> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(reading);
        _endPoint = options.Udp ?? throw new ArgumentException($"--{UdpName} is not given.");
        _options = options;
        _time = time;
        _logger = logger;
        _queue = new DatagramQueue(new SyslogLines(options, reading, new LineCount()), options.SyslogUdpQueueBytes, Clear);
    }

    /// <inheritdoc/>
    public string Name => UdpName;

    /// <summary>Takes the port, if that is not done yet; <see cref="RunAsync"/> does it too.</summary>
    /// <returns>Where it receives; with the port that the system chose.</returns>
    /// <exception cref="IOException">The port cannot be taken.</exception>
    public IPEndPoint Bind()
    {
        if (_socket is null)
        {
            _socket = SyslogSocket.Bind("--" + UdpName, _endPoint, SocketType.Dgram);
            _socket.ReceiveBufferSize = _options.SyslogUdpBufferBytes;
            _origin = $"udp {_socket.LocalEndPoint}";
        }

        return (IPEndPoint)_socket.LocalEndPoint!;
    }

    /// <inheritdoc/>
    public void Open() => Bind();

    /// <inheritdoc/>
    public async Task RunAsync(IIngest ingest, CancellationToken cancellation)
    {
        IPEndPoint bound = Bind();
        Socket socket = _socket!;
        LogReceiving(bound, socket.ReceiveBufferSize);
        _queue.Open();
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task receiving = Task.Run(() => ReceiveAllAsync(socket, ingest, stop.Token), CancellationToken.None);
        try
        {
            await HandOnAsync(socket, ingest).ConfigureAwait(false);
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await receiving.ConfigureAwait(false);
            socket.Dispose();
            _socket = null;
        }
    }

    /// <summary>Gives the port back.</summary>
    public void Dispose()
    {
        _socket?.Dispose();
        _queue.Dispose();
    }

    private async Task ReceiveAllAsync(Socket socket, IIngest ingest, CancellationToken cancellation)
    {
        try
        {
            SocketAddress peer = new(socket.AddressFamily);
            await ReceiveUntilAsync(socket, peer, ingest, cancellation).ConfigureAwait(false);
            Drain(socket, peer, ingest);
        }
        finally
        {
            _queue.Close();
        }
    }

    private async Task ReceiveUntilAsync(Socket socket, SocketAddress peer, IIngest ingest, CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                await ReceiveAsync(socket, peer, ingest, cancellation).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (SocketException exception)
            {
                LogReceiveFailed(exception.Message);
                await Task.Delay(s_pause, _time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task ReceiveAsync(Socket socket, SocketAddress peer, IIngest ingest, CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            ValueTask<int> receiving = socket.ReceiveFromAsync(_buffer, SocketFlags.None, peer, cancellation);
            if (!receiving.IsCompleted || _untold >= DatagramsToTell)
            {
                _queue.Tell();
                _untold = 0;
            }

            Add(await receiving.ConfigureAwait(false), peer, ingest);
        }
    }

    /// <summary>Reads what the kernel has, for a bounded time.</summary>
    private void Drain(Socket socket, SocketAddress peer, IIngest ingest)
    {
        long start = _time.GetTimestamp();
        try
        {
            while (socket.Poll(0, SelectMode.SelectRead) && _time.GetElapsedTime(start) < _options.SyslogDrainTimeout)
                Add(socket.ReceiveFrom(_buffer, SocketFlags.None, peer), peer, ingest);
        }
        catch (SocketException exception)
        {
            LogReceiveFailed(exception.Message);
        }
    }

    private void Add(int length, SocketAddress peer, IIngest ingest)
    {
        _queue.Add(SyslogFramer.Trimmed(_buffer.AsSpan(0, length)), _peer.Text(peer), ingest.Full);
        _untold++;
    }

    private async Task HandOnAsync(Socket socket, IIngest ingest)
    {
        KernelDrops kernel = new(socket);
        long looked = _time.GetTimestamp();
        bool isLast;
        do
        {
            await _queue.WaitAsync(s_pause).ConfigureAwait(false);
            isLast = _queue.IsClosed;
            if (isLast || _time.GetElapsedTime(looked) >= s_pause)
            {
                looked = _time.GetTimestamp();
                _queue.Drop(kernel.Read());
            }

            while (_queue.Take() is { } batch)
            {
                try
                {
                    // What was received is handed on even after a stop; the ingest ends what waits too long.
                    await ingest.AcceptAsync(batch, CancellationToken.None).ConfigureAwait(false);
                }
                catch
                {
                    _queue.Drop(batch.Count + batch.Notes.Sum(note => note.Lines));
                    throw;
                }
                finally
                {
                    _queue.Return(batch);
                }
            }
        }
        while (!isLast);
    }

    private void Clear(LineBatch batch) => batch.Clear(Name, _origin, "", _time.GetUtcNow().Ticks);
}
