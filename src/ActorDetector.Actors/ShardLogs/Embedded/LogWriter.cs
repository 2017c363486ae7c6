using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace ActorDetector.Actors.ShardLogs.Embedded;

/// <summary>The one that writes: gathers what callers append while the disk is busy, and writes it with one write and one sync.</summary>
internal sealed partial class LogWriter : IAsyncDisposable
{
    private const int MostWaiting = 1024;
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private readonly Channel<AppendRequest> _queue = Channel.CreateBounded<AppendRequest>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
    private readonly Pulse _wake = new();
    private readonly List<AppendRequest> _pending = [];
    private readonly List<AppendRequest> _held = [];
    private readonly string _folder;
    private readonly ShardLogOptions _options;
    private readonly SegmentWriter _writer;
    private readonly ReleaseLedger _ledger;
    private readonly LogRoom _room;
    private readonly Pulse[] _arrivals;
    private readonly RecordGroup _group;
    private readonly ILogger _logger;
    private readonly ITimer _retry;
    private readonly ITimer _sync;
    private readonly Task _running;
    private volatile bool _isResting;
    private volatile bool _isSyncDue;
    private volatile bool _isClosing;
    private volatile bool _isFull;
    private volatile string? _trouble;
    private Exception? _end;
    private bool _isSyncAsked;

    public LogWriter(
        string folder, ShardLogOptions options, RecordFormat format, SegmentSequence segments, SegmentWriter writer, ReleaseLedger ledger,
        Pulse[] arrivals, TimeProvider time, ILogger logger)
    {
        (_folder, _options, _writer, _ledger, _arrivals, _logger) = (folder, options, writer, ledger, arrivals, logger);
        _room = new(folder, options, segments, writer, ledger);
        _group = new(format);
        _retry = time.CreateTimer(_ => EndRest(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _sync = time.CreateTimer(_ => AskForSync(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _running = Task.Run(RunAsync);
    }

    /// <summary>Whether appending waits for a release.</summary>
    public bool IsFull => _isFull;

    /// <summary>What is wrong and what to do; null when all is well.</summary>
    public string? Trouble => _trouble;

    /// <summary>Hands a request over; its task tells when it is done.</summary>
    public async ValueTask AppendAsync(AppendRequest request, CancellationToken cancellation)
    {
        try
        {
            await _queue.Writer.WriteAsync(request, cancellation);
        }
        catch (ChannelClosedException)
        {
            throw _end ?? Closed();
        }

        _wake.Fire();
        using CancellationTokenRegistration cancelling = cancellation.UnsafeRegister(
            static state =>
            {
                (LogWriter writer, AppendRequest cancelled) = ((LogWriter, AppendRequest))state!;
                cancelled.Cancel();
                writer._wake.Fire();
            },
            (this, request));
        await request.Done;
    }

    /// <summary>Tells that something was released.</summary>
    public void LookForRoom() => _wake.Fire();

    /// <summary>Writes what waits, if that can be done now, and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        _isClosing = true;
        _wake.Fire();
        await _running;
        await _retry.DisposeAsync();
        await _sync.DisposeAsync();
    }

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                Task wake = _wake.Next;
                bool isLast = _isClosing;
                while (_pending.Count < MostWaiting && _queue.Reader.TryRead(out AppendRequest? request))
                    _pending.Add(request);
                bool moved = !_isResting && Commit();
                Trim();
                SyncWhenDue();
                if (moved)
                    continue;
                if (isLast)
                    break;
                await wake;
            }

            _isSyncDue = _writer.IsUnsynced;
            SyncWhenDue();
        }
#pragma warning disable CA1031 // whatever it is, those who wait must be told
        catch (Exception error)
        {
            LogStopped(_logger, error, _folder);
            _trouble = $"the writer of {_folder} stopped; start again ({error.Message})";
            _end = new IOException(_trouble, error);
            _queue.Writer.TryComplete();
        }
#pragma warning restore CA1031

        Exception end = _end ?? Closed();
        while (_queue.Reader.TryRead(out AppendRequest? request))
            _pending.Add(request);
        foreach (AppendRequest request in _pending)
        {
            request.LetGo();
            request.Fail(end);
        }
    }

    private bool Commit()
    {
        if (_pending.Count == 0)
        {
            _isFull = false;
            return false;
        }

        bool written = false, gathered = false;
        try
        {
            _isFull = Gather();
            gathered = true;
            if (_group.Length > 0)
            {
                _writer.Write(_group.Bytes);
                Publish();
                written = true;
                Recover();
            }
        }
        catch (Exception error) when (DiskTrouble.Is(error) || (error is OutOfMemoryException && !gathered))
        {
            Rest(error);
        }

        foreach (AppendRequest request in _held)
        {
            if (written)
                request.Accepted = request.Taken;
            request.Taken = request.Accepted;
            if (request.Accepted == request.Entries.Count)
                request.Complete();
            else
                request.LetGo();
        }

        _held.Clear();
        _pending.RemoveAll(request => request.IsEnded);
        return written;
    }

    // Takes what goes into one write; true when the log has no room even for the first.
    private bool Gather()
    {
        _group.Clear();
        _room.Begin();
        foreach (AppendRequest request in _pending)
        {
            if (!request.TryHold())
                continue;
            _held.Add(request);
            for (; request.Taken < request.Entries.Count; request.Taken++)
            {
                (int shard, ReadOnlyMemory<byte> payload) = request.Entries[request.Taken];
                long bytes = RecordFormat.HeaderBytes + payload.Length, all = _group.Length + bytes;
                if (_group.Length > 0 && (!_group.Takes(bytes) || !_writer.Fits(all)))
                    return false;
                if (!_room.Make(all, isBegun: _group.Length > 0))
                    return _group.Length == 0;
                if (_group.Length == 0 && !_writer.Fits(bytes))
                    _writer.Roll();
                _group.Add(_writer.Next + _group.Length, shard, payload.Span);
            }
        }

        return false;
    }

    private void Publish()
    {
        foreach ((int shard, long address, long next) in _group.Records)
            _ledger.Append(shard, address, next);
        _writer.Publish(_group.Records);
        foreach ((int shard, _, _) in _group.Records)
            _arrivals[shard].Fire();
        if (_writer.IsUnsynced && _options.LogSync == LogSync.Interval && !_isSyncAsked)
        {
            _isSyncAsked = true;
            _sync.Change(_options.LogSyncInterval, Timeout.InfiniteTimeSpan);
        }
    }

    private void Trim()
    {
        try
        {
            _room.Trim();
        }
        catch (Exception error) when (DiskTrouble.Is(error))
        {
            Tell(error);
        }
    }

    private void SyncWhenDue()
    {
        if (!_isSyncDue)
            return;
        (_isSyncDue, _isSyncAsked) = (false, false);
        try
        {
            _writer.Sync();
        }
        catch (Exception error) when (DiskTrouble.Is(error))
        {
            Tell(error);
        }
    }

    private void Rest(Exception error)
    {
        Tell(error);
        _isResting = true;
        _retry.Change(RetryAfter, Timeout.InfiniteTimeSpan);
    }

    private void Tell(Exception error)
    {
        string trouble = DiskTrouble.Say(error, _folder);
        if (trouble != _trouble)
            LogTrouble(_logger, trouble);
        _trouble = trouble;
    }

    private void Recover()
    {
        if (_trouble is null)
            return;
        _trouble = null;
        LogRecovered(_logger, _folder);
    }

    private void EndRest()
    {
        _isResting = false;
        _wake.Fire();
    }

    private void AskForSync()
    {
        _isSyncDue = true;
        _wake.Fire();
    }

    private ObjectDisposedException Closed() => new($"the shard log in {_folder}");
}
