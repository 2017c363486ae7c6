using System.ComponentModel.DataAnnotations;
using ActorDetector.Logs;
using ActorDetector.Logs.Reading;
using Microsoft.Extensions.Logging;

namespace ActorDetector.Actors.Sources.Files;

/// <summary>Follows log files as they grow, are rotated, cut off, removed and written anew.</summary>
/// <remarks>
/// <para>A line's position is its number in its file, and a file's producer name is the same for ever for the same content, so that lines
/// handed on again after a crash are known as repeats. A file is known by device, inode, creation time and its first 1,024 bytes; where reading
/// stopped by the 1,024 bytes before that place. What rotation makes of a file (a renamed one, a copy of at least 1,024 bytes, a .gz) is
/// known by them too, and is read on where the original was left.</para>
/// <para>When a log is copied and then cut off, no reader can see what was written between its last read and the cut, except in the copy, if a pattern
/// names that. A last line without an end waits for its end, until the file is rotated away.</para>
/// </remarks>
public sealed partial class FileSource : ISource
{
    // A file that is far behind gives way to others after so many reads of a megabyte.
    private const int MostReads = 16;
    private const int MostNamed = 10;
    private const int MostTold = 10_000;
    private static readonly TimeSpan SaveInterval = TimeSpan.FromSeconds(1);

    private readonly FileSourceOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly string _node;
    private readonly FileLedger _ledger;
    private readonly FileOpener _opener;
    private readonly LineBlock _block = new();
    private readonly Dictionary<FileKey, FollowedFile> _open = [];

    // The open files, in the order in which they were opened: of those found at once, those last written to longest ago first.
    private readonly List<FollowedFile> _order = [];

    // Files that are not to be opened again before they change, and what was told already.
    private readonly Dictionary<FileKey, FileStatus> _leftAlone = [];
    private readonly HashSet<string> _told = [];
    private bool _looked;
    private bool _searchNow;

    /// <summary>Makes a source; it begins to read when it is run, once.</summary>
    /// <param name="options">Which files are followed, and how.</param>
    /// <param name="reading">Limits, and what a record is.</param>
    /// <param name="memory">Where it remembers how far it is.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Is told of files that cannot be read.</param>
    /// <param name="node">The node whose files they are, where several share the memory; empty for the only one.</param>
    /// <exception cref="ValidationException">An option is out of its range, or <see cref="ReadingOptions.RecordStart"/> is no regular expression.</exception>
    public FileSource(FileSourceOptions options, ReadingOptions reading, ISourceMemory memory, TimeProvider time, ILogger<FileSource> logger, string node = "")
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(reading);
        Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
        using LineFollower valid = new(Stream.Null, "", reading, default);
        (_options, _time, _logger, _node) = (options, time, logger, node);
        _ledger = new FileLedger(memory, node.Length > 0 ? $"{Name}@{node}" : Name);
        _opener = new FileOpener(_ledger, reading);
    }

    /// <inheritdoc/>
    public string Name => "files";

    /// <summary>What it met with.</summary>
    public FileCounts Counts { get; } = new();

    private long Now => _time.GetUtcNow().UtcTicks;

    /// <inheritdoc/>
    /// <remarks>Files that are not there yet are waited for, and told.</remarks>
    public void Open()
    {
        foreach (string pattern in _options.Files)
        {
            if (Directory.Exists(pattern))
                throw new IOException($"--files {pattern} is a folder: name its files, as '{pattern.TrimEnd('/')}/*.log'.");
            try
            {
                if (InputFiles.Find(pattern).Count == 0)
                    LogNothing(pattern);
            }
            catch (LogInputException e)
            {
                throw new IOException($"--files {e.Message}", e);
            }
        }
    }

    /// <inheritdoc/>
    public async Task RunAsync(IIngest ingest, CancellationToken cancellation)
    {
        Outbox outbox = new(ingest, Name, _time);
        try
        {
            await _ledger.RecallAsync(cancellation).ConfigureAwait(false);
            await FollowAsync(outbox, cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The end that was asked for: what was not accepted is read again next time.
        }
        finally
        {
            await EndAsync(outbox).ConfigureAwait(false);
        }
    }

    private async Task FollowAsync(Outbox outbox, CancellationToken cancellation)
    {
        long searched = 0;
        long saved = _time.GetTimestamp();
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!_looked || _searchNow || _time.GetElapsedTime(searched) >= _options.FileSearch)
            {
                searched = _time.GetTimestamp();
                await SearchAsync(cancellation).ConfigureAwait(false);
            }

            bool busy = await ReadAllAsync(outbox, cancellation).ConfigureAwait(false);
            if (!busy)
                await outbox.FlushAsync().ConfigureAwait(false);
            if (_time.GetElapsedTime(saved) >= SaveInterval)
            {
                saved = _time.GetTimestamp();
                await SaveAsync(cancellation).ConfigureAwait(false);
            }

            if (!busy && !_searchNow)
                await Task.Delay(_options.FilePoll, _time, cancellation).ConfigureAwait(false);
        }
    }

    private async ValueTask<bool> ReadAllAsync(Outbox outbox, CancellationToken cancellation)
    {
        bool busy = false;
        HashSet<string> behind = [];
        foreach (FollowedFile file in _order.ToArray())
        {
            // Lines of what was rotated come before those of what is new.
            if (behind.Contains(file.Family))
                continue;
            long turn = _time.GetTimestamp();
            bool wasBehind = file.IsBehind;
            try
            {
                file.IsBehind = await ReadAsync(file, outbox, cancellation).ConfigureAwait(false);
            }
            catch (LogInputException e)
            {
                Counts.CountRefused();
                LogRefused(e.Message);
                await LeaveAsync(file, outbox).ConfigureAwait(false);
            }
            catch (FileReadException e)
            {
                Trouble(file.Path, e.Message);
                await LeaveAsync(file, outbox).ConfigureAwait(false);
                if (e.InnerException is not InvalidDataException)
                    _leftAlone.Remove(file.Key); // what the disk could not read now it may read later
            }

            busy |= file.IsBehind;
            if (wasBehind)
                file.LastBehind = _time.GetTimestamp();
            if (file.IsBehind || IsWaitedFor(file, turn))
                behind.Add(file.Family);
        }

        return busy;
    }

    // What was rotated may end within a record or a line, and what is new waits for its end; not for ever, as somebody may still write to it. By the
    // time when its turn began: when that is over, it was let go in its turn.
    private bool IsWaitedFor(FollowedFile file, long turn) =>
        file.IsRotated && file.Lines.HasUnfinished && _time.GetElapsedTime(file.LastBehind, turn) < _options.RotationGrace;

    // True when there is more to read than it had its turn for.
    private async ValueTask<bool> ReadAsync(FollowedFile file, Outbox outbox, CancellationToken cancellation)
    {
        bool mayHaveMore = file.IsBehind || Reading(file.HasChanged);
        for (int reads = 0; mayHaveMore && Reading(() => file.Lines.Read(_block)); reads++)
        {
            file.Grown = _time.GetTimestamp();
            await SendAsync(file, outbox, cancellation).ConfigureAwait(false);
            if (reads == MostReads)
                return true;
        }

        if (file.IsTruncated)
            await BeginAnewAsync(file, outbox, cancellation).ConfigureAwait(false);
        else if (file.IsPacked || (file.IsRotated && _time.GetElapsedTime(file.Grown) >= _options.RotationGrace))
            await LetGoAsync(file, outbox, cancellation).ConfigureAwait(false);
        else if (file.Lines.HasRecord && _time.GetElapsedTime(file.Grown) >= _options.RecordWait)
            await EndRecordAsync(file, outbox, cancellation).ConfigureAwait(false);
        return false;
    }

    private static bool Reading(Func<bool> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new FileReadException(e is InvalidDataException ? "what is packed is damaged or not all there yet" : e.Message, e);
        }
    }

    private async ValueTask SendAsync(FollowedFile file, Outbox outbox, CancellationToken cancellation)
    {
        if (_block.Count == 0 && _block.SkippedLines.Count == 0)
            return;
        if (file.Producer.Length == 0)
        {
            // Before its first line is handed on, so that the file is known again even if only a packed copy is left of it.
            file.Identify(_node);
            _ledger.Set(file.Key, file.Remember(Now));
            await _ledger.SaveAsync(cancellation).ConfigureAwait(false);
        }

        await outbox.SendAsync(_block, file, cancellation).ConfigureAwait(false);
    }

    private async ValueTask EndRecordAsync(FollowedFile file, Outbox outbox, CancellationToken cancellation)
    {
        file.Lines.EndRecord(_block);
        await SendAsync(file, outbox, cancellation).ConfigureAwait(false);
    }

    private async ValueTask BeginAnewAsync(FollowedFile file, Outbox outbox, CancellationToken cancellation)
    {
        Counts.CountTruncation();
        LogTruncated(file.Path);
        await EndRecordAsync(file, outbox, cancellation).ConfigureAwait(false);
        await LeaveAsync(file, outbox).ConfigureAwait(false);
        _leftAlone.Remove(file.Key);
        RememberedFile old = file.Remember(Now);
        _ledger.Retire(file.Key, old, old.Path, old.Created);
        _searchNow = true;
    }

    private async ValueTask LetGoAsync(FollowedFile file, Outbox outbox, CancellationToken cancellation)
    {
        Reading(() => file.Lines.End(_block));
        await SendAsync(file, outbox, cancellation).ConfigureAwait(false);
        await outbox.FlushAsync().ConfigureAwait(false);
        file.End();
        await LeaveAsync(file, outbox).ConfigureAwait(false);
    }

    // Closes a file, which is not opened again before it changes.
    private async ValueTask LeaveAsync(FollowedFile file, Outbox outbox)
    {
        await outbox.FlushAsync().ConfigureAwait(false);
        _ledger.Set(file.Key, file.Remember(Now));
        if (FileStatus.At(file.OpenedAt, out _) is { } status && status.Key == file.Key)
            _leftAlone[file.Key] = status;
        _open.Remove(file.Key);
        _order.Remove(file);
        file.IsBehind = false;
        file.Dispose();
    }

    private async ValueTask SaveAsync(CancellationToken cancellation)
    {
        Note();
        await _ledger.SaveAsync(cancellation).ConfigureAwait(false);
    }

    private void Note()
    {
        foreach (FollowedFile file in _order.Where(file => file.IsDirty))
            _ledger.Set(file.Key, file.Remember(Now));
    }

    private async ValueTask EndAsync(Outbox outbox)
    {
        try
        {
            await outbox.FlushAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // Not accepted, so it is read again next time; a failure was told by the call that met it.
        }

        try
        {
            await SaveAsync(CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            foreach (FollowedFile file in _order)
                file.Dispose();
            _order.Clear();
            _open.Clear();
        }
    }

    private void Trouble(string path, string reason)
    {
        if (_told.Count >= MostTold)
            _told.Clear();
        if (!_told.Add(path))
            return;
        Counts.CountUnreadable();
        LogUnreadable(path, reason);
    }
}
