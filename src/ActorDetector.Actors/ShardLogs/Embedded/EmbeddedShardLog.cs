using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Logging;

namespace ActorDetector.Actors.ShardLogs.Embedded;

/// <summary>The shard log of one process: one sequence of segment files in a folder, for all shards. An entry's position is its address in it.</summary>
/// <remarks>Appends that come together are written and synced together. What a failed write left is cut off, and it is tried again every
/// second. A torn end is cut off when it is opened; damage before the end is told to the readers whose it may have been.</remarks>
public sealed partial class EmbeddedShardLog : IShardLog
{
    // There while a power cut may take accepted entries from the end.
    private const string LooseFile = "loose";

    private readonly FolderLock _lock;
    private readonly string _folder;
    private readonly ShardLogOptions _options;
    private readonly RecordFormat _format;
    private readonly SegmentSequence _segments;
    private readonly SegmentWriter _segmentWriter;
    private readonly ReleaseLedger _ledger;
    private readonly Pulse[] _arrivals;
    private readonly DamageCount _damages = new();
    private readonly EntrySearch _search;
    private readonly LogWriter _writer;
    private readonly CancellationTokenSource _closed = new();
    private readonly long _tornBytes;

    /// <summary>Opens the log of a folder, or makes it. Cuts off what a crash left behind the last whole entry.</summary>
    /// <param name="folder">Its folder; made when it is not there.</param>
    /// <param name="shards">How many shards: fixed when the log is made.</param>
    /// <param name="options">How it is kept.</param>
    /// <param name="time">Tells when to sync and when to try again.</param>
    /// <param name="logger">Is told of trouble.</param>
    /// <exception cref="ShardLogException">Another process has it, or it is of another number of shards, newer, damaged, or cannot be
    /// written.</exception>
    /// <exception cref="ValidationException">An option is out of its range.</exception>
    public EmbeddedShardLog(string folder, int shards, ShardLogOptions options, TimeProvider time, ILogger logger)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(shards);
        Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
        (_folder, _options, Shards) = (folder, options, shards);
        FolderLock? taken = null;
        List<Segment> segments = [];
        try
        {
            Directory.CreateDirectory(folder);
            taken = new FolderLock(folder);
            LogIdentity identity = LogIdentity.Open(folder, shards);
            _format = new(identity.Seal);
            _ledger = new(shards);
            segments = Segment.OpenAll(folder);
            _tornBytes = CutTornEnd(segments);
            long end = segments is [.., var last] ? last.End : 0;
            long next = File.Exists(Path.Combine(folder, LooseFile)) ? end + options.LogMaxBytes : end;
            if (options.LogSync != LogSync.Always)
                MarkLoose();
            SegmentScan scan = new(_format, shards);
            foreach (Segment segment in segments)
                scan.Index(segment, _ledger);
            _segments = new(segments);
            _segmentWriter = new(folder, options, identity, _format, _segments, next, end);
        }
        catch (Exception error) when (DiskTrouble.Is(error) || error is ShardLogException)
        {
            segments.ForEach(segment => segment.Dispose());
            taken?.Dispose();
            if (error is ShardLogException)
                throw;
            throw new ShardLogException($"The shard log cannot be opened: {DiskTrouble.Say(error, folder)}.", error);
        }

        _lock = taken;
        if (_tornBytes > 0)
            LogTorn(logger, _tornBytes, folder);
        _arrivals = [.. Enumerable.Range(0, shards).Select(_ => new Pulse())];
        _search = new(_format, _segments);
        _writer = new(folder, options, _format, _segments, _segmentWriter, _ledger, _arrivals, time, logger);
    }

    /// <inheritdoc/>
    public int Shards { get; }

    /// <inheritdoc/>
    public bool IsFull => _writer.IsFull;

    /// <inheritdoc/>
    public long Oldest => _segments.First?.Before ?? 0;

    /// <inheritdoc/>
    public ShardLogStatus Status
    {
        get
        {
            long lowest = _ledger.Lowest, all = 0, waiting = 0;
            foreach (Segment segment in _segments.All)
            {
                long end = segment.End;
                all += end - segment.First;
                waiting += Math.Max(0, end - Math.Max(segment.First, lowest));
            }

            return new(all, _options.LogMaxBytes, waiting, _writer.IsFull, _writer.Trouble, _tornBytes, _damages.Count);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">An entry is longer than <see cref="ShardLogOptions.MaxEntryBytes"/>, or of no shard.</exception>
    /// <exception cref="ObjectDisposedException">The log was closed before all was accepted.</exception>
    /// <remarks>The list and its bytes must stay as they are until it is done. When it is cancelled, some of the entries may have been
    /// accepted.</remarks>
    public async ValueTask AppendAsync(IReadOnlyList<ShardEntry> entries, CancellationToken cancellation)
    {
        foreach ((int shard, ReadOnlyMemory<byte> payload) in entries)
        {
            if ((uint)shard >= (uint)Shards)
                throw new ArgumentException($"Shard {shard} is not one of the {Shards} of the log.", nameof(entries));
            if (payload.Length > _options.MaxEntryBytes)
            {
                throw new ArgumentException(
                    $"An entry of {payload.Length} bytes is longer than --max-entry-bytes {_options.MaxEntryBytes} allows.", nameof(entries));
            }
        }

        if (entries.Count > 0)
            await _writer.AppendAsync(new(entries, cancellation), cancellation);
    }

    /// <inheritdoc/>
    public ValueTask WaitForOfferAsync(int shard, CancellationToken cancellation) => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public ValueTask GiveBackAsync(int shard) => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public long? Backlog(int shard) => null;

    /// <inheritdoc/>
    /// <exception cref="ShardLogException">The position is behind the end: the log is not the one that it is from.</exception>
    public IShardLogReader Read(int shard, long from)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)shard, (uint)Shards, nameof(shard));
        if (from > _segmentWriter.Next)
        {
            throw new ShardLogException(
                $"Shard {shard} was read up to position {from}, and the shard log in {_folder} ends at {_segmentWriter.Next}: it was emptied or put " +
                "back from an older copy. Put back the one that goes with the store, or empty the whole data folder.");
        }

        return new EmbeddedShardLogReader(_format, _segments, shard, from, _arrivals[shard], _damages, _closed.Token);
    }

    /// <inheritdoc/>
    public byte[]? Find(int shard, long position) => _search.Find(shard, position);

    /// <inheritdoc/>
    public IEnumerable<long> Around(int shard, long position, bool after, int most) =>
        (after ? _search.From(shard, position) : _search.Below(shard, position)).Take(most);

    /// <inheritdoc/>
    public void Release(int shard, long position)
    {
        _ledger.Release(shard, position);
        _writer.LookForRoom();
    }

    /// <summary>Writes what waits, if that can be done now, syncs, and closes the files. Who waits to read is told by an
    /// <see cref="ObjectDisposedException"/>.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_closed.IsCancellationRequested)
            return;
        await _writer.DisposeAsync();
        await _closed.CancelAsync();
        foreach (Pulse arrival in _arrivals)
            arrival.Fire();
        foreach (Segment segment in _segments.All)
            segment.Dispose();
        if (!_segmentWriter.IsUnsynced)
            UnmarkLoose();
        _lock.Dispose();
    }

    private long CutTornEnd(List<Segment> segments)
    {
        // A segment that was given up after a failed sync may have bytes left where its follower begins.
        for (int i = 0; i + 1 < segments.Count; i++)
            segments[i].End = Math.Min(segments[i].End, segments[i + 1].First);
        if (segments is not [.., var last])
            return 0;
        long whole = new SegmentScan(_format, Shards).WholeEnd(last), torn = last.End - whole;
        if (torn > 0)
        {
            RandomAccess.SetLength(last.Handle, whole - last.First);
            RandomAccess.FlushToDisk(last.Handle);
            last.End = whole;
        }

        return torn;
    }

    private void MarkLoose()
    {
        File.Create(Path.Combine(_folder, LooseFile)).Dispose();
        FolderSync.Sync(_folder);
    }

    private void UnmarkLoose()
    {
        try
        {
            FolderSync.Sync(_folder);
            File.Delete(Path.Combine(_folder, LooseFile));
        }
        catch (Exception error) when (DiskTrouble.Is(error))
        {
            // It only makes the next start leave out addresses.
        }
    }
}
