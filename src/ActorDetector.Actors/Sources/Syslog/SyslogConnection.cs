using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text;
using ActorDetector.Actors.Lines;
using ActorDetector.Logs;

namespace ActorDetector.Actors.Sources.Syslog;

/// <summary>One peer's connection: its bytes become lines, in order.</summary>
/// <remarks>A batch is handed on when it is full, and when the peer has sent nothing more; while it is in flight the next bytes are received, at
/// most one buffer of them, so that a full shard log fills the peer's socket.</remarks>
internal sealed class SyslogConnection : IDisposable
{
    private const int NothingMore = 0;
    private const int Broken = -1;

    private readonly Socket _socket;
    private readonly SyslogReceiver _receiver;
    private readonly SyslogFramer _framer;
    private readonly SyslogLines _lines;
    private readonly ReceiveBuffer _buffer;
    private readonly byte[] _peerAddress;
    private Stream _stream;
    private LineBatch? _batch;

    // When the last message was whole, or never while a batch is in flight: then it is not the peer that is waited for.
    private long _quietSince;
    private volatile bool _isStopping;

    public SyslogConnection(Socket socket, SyslogReceiver receiver)
    {
        _socket = socket;
        _receiver = receiver;
        _framer = new SyslogFramer(receiver.MaxLineBytes);
        _lines = receiver.CreateLines();
        _buffer = new ReceiveBuffer(receiver.MaxLineBytes + SyslogFramer.MostFraming, receiver.Budget);
        IPEndPoint peer = (IPEndPoint)socket.RemoteEndPoint!;
        Peer = peer.ToString();
        _peerAddress = Encoding.ASCII.GetBytes(peer.Address.ToString());
        _stream = new NetworkStream(socket, ownsSocket: true);
        _quietSince = receiver.Time.GetTimestamp();
    }

    /// <summary>The peer's address and port.</summary>
    public string Peer { get; }

    /// <summary>Why it is closed, when its peer did not end it.</summary>
    public string? Trouble { get; private set; }

    /// <summary>Since when no message was whole; null while it is not the peer that is waited for.</summary>
    public long? QuietSince => Volatile.Read(ref _quietSince) is var since and not long.MaxValue ? since : null;

    /// <summary>Makes TLS of it.</summary>
    /// <returns>Whether the peer took part.</returns>
    public async Task<bool> SecureAsync(SslServerAuthenticationOptions tls, CancellationToken cancellation)
    {
        SslStream secured = new(_stream);
        _stream = secured;
        try
        {
            await secured.AuthenticateAsServerAsync(tls, cancellation).ConfigureAwait(false);
            return true;
        }
        catch (Exception exception) // only the peer takes part: whatever it is, its neighbours go on
        {
            Trouble = "the TLS handshake failed: "
                + (exception is OperationCanceledException ? "it took longer than --tls-handshake-timeout" : (exception.InnerException ?? exception).Message);
            return false;
        }
    }

    /// <summary>Hands the peer's lines on until it ends, or is stopped.</summary>
    /// <param name="ingest">Takes the lines.</param>
    /// <param name="cancellation">Ends it although the peer may have sent more.</param>
    /// <exception cref="IOException">The ingest cannot go on.</exception>
    public async Task RunAsync(IIngest ingest, CancellationToken cancellation)
    {
        int received;
        bool isInFrame = true;
        do
        {
            if (!_buffer.TryMakeRoom())
                await GiveUpFrameAsync().ConfigureAwait(false);
            ValueTask<int> receiving = ReceiveAsync(cancellation);
            if (!receiving.IsCompleted)
                await HandOnAsync(ingest).ConfigureAwait(false);
            received = await receiving.ConfigureAwait(false);
            if (received > 0)
                isInFrame = await CutAsync(ingest, received).ConfigureAwait(false);
        }
        while (received > 0 && isInFrame);

        if (isInFrame)
            await FinishAsync(isWhole: received == NothingMore && !_isStopping).ConfigureAwait(false);
        await HandOnAsync(ingest).ConfigureAwait(false);
    }

    /// <summary>Receives no more than what the peer has sent already.</summary>
    public void Stop()
    {
        _isStopping = true;
        try
        {
            _socket.Shutdown(SocketShutdown.Receive);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // It has ended by itself.
        }
    }

    /// <summary>Closes it for its peer's silence.</summary>
    public void Expire()
    {
        Trouble = "no whole message within --syslog-idle-timeout";
        Stop();
    }

    public void Dispose()
    {
        if (_batch is not null)
            _receiver.Batches.Return(_batch);
        _batch = null;
        _stream.Dispose();
        _buffer.Dispose();
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<int> ReceiveAsync(CancellationToken cancellation)
    {
        try
        {
            return await _stream.ReadAsync(_buffer.Free, cancellation).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsPeersFault(exception))
        {
            Trouble ??= exception.Message;
            return Broken;
        }
    }

    private async ValueTask<bool> CutAsync(IIngest ingest, int received)
    {
        _buffer.Add(received);
        while (true)
        {
            LineBatch batch = await BatchAsync().ConfigureAwait(false);
            switch (Cut(batch))
            {
                case SyslogFrameKind.None:
                    return true;
                case SyslogFrameKind.Lost:
                    Trouble = "bytes that are no frame: the count of octets is wrong";
                    return false;
                default:
                    await HandOnAsync(ingest).ConfigureAwait(false);
                    break;
            }
        }
    }

    /// <summary>Adds messages to a batch until it is full, or no whole message is left: the kind of the last frame.</summary>
    private SyslogFrameKind Cut(LineBatch batch)
    {
        SyslogFrameKind kind;
        int before = batch.Count + batch.Notes.Count;
        do
        {
            SyslogFrame frame = _framer.Read(_buffer.Filled);
            _buffer.Consume(frame.Consumed);
            kind = frame.Kind;
            Add(batch, frame);
        }
        while (kind is not (SyslogFrameKind.None or SyslogFrameKind.Lost) && !BatchPool.IsFull(batch));

        if (batch.Count + batch.Notes.Count > before)
            Volatile.Write(ref _quietSince, _receiver.Time.GetTimestamp());
        return kind;
    }

    private void Add(LineBatch batch, in SyslogFrame frame)
    {
        switch (frame.Kind)
        {
            case SyslogFrameKind.Message:
                _lines.Add(batch, frame.Message, _peerAddress);
                break;
            case SyslogFrameKind.TooLong:
                _lines.Skip(batch, SkipReason.TooLong);
                break;
            case SyslogFrameKind.Broken or SyslogFrameKind.Lost:
                _lines.Drop(batch, DropReason.BadFrame);
                break;
            default:
                break;
        }
    }

    private async ValueTask GiveUpFrameAsync()
    {
        Add(await BatchAsync().ConfigureAwait(false), _framer.GiveUp(_buffer.Filled));
        _buffer.Consume(_buffer.Filled.Length);
        _buffer.TryMakeRoom();
        _receiver.TellNoRoom(Peer);
    }

    private async ValueTask FinishAsync(bool isWhole)
    {
        if (_buffer.Filled.IsEmpty)
            return;
        LineBatch batch = await BatchAsync().ConfigureAwait(false);
        SyslogFrame frame = _framer.Finish(_buffer.Filled);
        if (frame.Kind == SyslogFrameKind.Message && !isWhole)
            frame = new SyslogFrame(SyslogFrameKind.Broken, frame.Consumed);
        if (frame.Kind == SyslogFrameKind.Broken)
            Trouble ??= "the connection ended within a message";
        Add(batch, frame);
    }

    private async ValueTask<LineBatch> BatchAsync()
    {
        if (_batch is null)
        {
            _batch = await _receiver.Batches.RentAsync().ConfigureAwait(false);
            _batch.Clear(_receiver.Name, Peer, "", _receiver.Time.GetUtcNow().Ticks);
        }

        return _batch;
    }

    private async ValueTask HandOnAsync(IIngest ingest)
    {
        if (_batch is not { } batch)
            return;
        if (!batch.IsEmpty)
        {
            // What was taken from the peer is handed on even after a stop; the ingest ends what waits too long.
            Volatile.Write(ref _quietSince, long.MaxValue);
            await ingest.AcceptAsync(batch, CancellationToken.None).ConfigureAwait(false);
            Volatile.Write(ref _quietSince, _receiver.Time.GetTimestamp());
        }

        _batch = null;
        _receiver.Batches.Return(batch);
    }

    private static bool IsPeersFault(Exception exception) =>
        exception is IOException or SocketException or ObjectDisposedException or OperationCanceledException;
}
