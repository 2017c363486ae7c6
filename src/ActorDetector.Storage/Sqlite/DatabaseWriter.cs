using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace ActorDetector.Storage.Sqlite;

/// <summary>The one who writes: takes all that waits to be written into one transaction, whoever it is from, and makes checkpoints.</summary>
internal sealed partial class DatabaseWriter : IAsyncDisposable
{
    private const int MostWaiting = 1024;
    private const int MostInGroup = 256;

    // A checkpoint syncs twice, which a commit may have to wait for; the shard log keeps what came since the last one, so it need not be often.
    private static readonly TimeSpan CheckpointInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ShortestDelay = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(5);

    private readonly Channel<Write> _queue = Channel.CreateBounded<Write>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
    private readonly CancellationTokenSource _stop = new();
    private readonly Write _tick = new Write<bool>(static _ => true);
    private readonly Database _database;
    private readonly string _path;
    private readonly DatabaseDamage _damage;
    private readonly long[] _durable;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ITimer _timer;
    private readonly Task _writing;
    private string? _commitTrouble;
    private string? _checkpointTrouble;
    private bool _isDirty = true;

    /// <summary>Writes to a database that it then owns.</summary>
    public DatabaseWriter(Database database, string path, int shards, DatabaseDamage damage, TimeProvider time, ILogger logger)
    {
        _database = database;
        _path = path;
        _damage = damage;
        _durable = new long[shards];
        _time = time;
        _logger = logger;
        // What a process before left may not have been synced.
        Checkpoint();
        _timer = time.CreateTimer(_ => _queue.Writer.TryWrite(_tick), null, CheckpointInterval, CheckpointInterval);
        _writing = Task.Run(RunAsync);
    }

    /// <summary>What is wrong and what to do; null when all is well.</summary>
    public string? Trouble => Volatile.Read(ref _commitTrouble) ?? Volatile.Read(ref _checkpointTrouble);

    /// <summary>The position of a shard up to which a power cut takes nothing.</summary>
    public long DurablePosition(int shard) => Volatile.Read(ref _durable[shard]);

    /// <summary>Writes in a transaction that is committed when this is done.</summary>
    /// <param name="work">Writes, and gives the result. Is called again when its transaction had to be rolled back; what it throws rolls back
    /// nothing but what it wrote.</param>
    /// <param name="cancellation">Gives up while no transaction has it: nothing was stored then.</param>
    public async Task<T> WriteAsync<T>(Func<Database, T> work, CancellationToken cancellation)
    {
        Write<T> write = new(work);
        try
        {
            await _queue.Writer.WriteAsync(write, cancellation).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            throw new ObjectDisposedException(nameof(SqliteStore));
        }

        using (cancellation.UnsafeRegister(static state => ((Write)state!).Cancel(), write))
            return await write.Done.ConfigureAwait(false);
    }

    /// <summary>Writes what still waits, unless it cannot be written now; syncs, and closes.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_queue.Writer.TryComplete())
            return;
        await _timer.DisposeAsync().ConfigureAwait(false);
        await _stop.CancelAsync().ConfigureAwait(false);
        await _writing.ConfigureAwait(false);
        Checkpoint();
        _database.Dispose();
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        List<Write> group = [];
        while (await _queue.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            bool isDue = false;
            while (group.Count < MostInGroup && _queue.Reader.TryRead(out Write? write))
            {
                if (ReferenceEquals(write, _tick))
                    isDue = true;
                else
                    group.Add(write);
            }

            await CommitAsync(group).ConfigureAwait(false);
            group.Clear();
            if (isDue)
                Checkpoint();
        }
    }

    private async Task CommitAsync(List<Write> group)
    {
        TimeSpan delay = ShortestDelay;
        while (true)
        {
            group.RemoveAll(write => !write.TryBegin());
            try
            {
                while (group.Count > 0 && !TryCommit(group))
                {
                }

                EndTrouble(ref _commitTrouble);
                return;
            }
            catch (SqliteException exception) when (Faults.MayPass(exception))
            {
                BeginTrouble(ref _commitTrouble, exception);
            }
            catch (SqliteException exception)
            {
                FailAll(group, Faults.IsDamage(exception) ? _damage.Met(exception) : exception);
                return;
            }

            group.ForEach(write => write.PutBack());
            try
            {
                await Task.Delay(delay, _time, _stop.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                group.ForEach(write => write.Cancel());
                return;
            }

            delay = delay * 2 < LongestDelay ? delay * 2 : LongestDelay;
        }
    }

    /// <summary>Commits a group; false when one of it was taken out because it failed, and the others are to be tried again.</summary>
    private bool TryCommit(List<Write> group)
    {
        try
        {
            _database.Execute("BEGIN IMMEDIATE");
            foreach (Write write in group)
            {
                try
                {
                    write.Apply(_database);
                }
                catch (Exception exception) when (exception is not SqliteException fault || !(Faults.MayPass(fault) || Faults.IsDamage(fault)))
                {
                    group.Remove(write);
                    write.Fail(exception);
                    return false;
                }
            }

            _database.Execute("COMMIT");
        }
        finally
        {
            // SQLite itself has rolled back after some faults.
            if (_database.InTransaction)
                _database.Execute("ROLLBACK");
        }

        _isDirty = true;
        group.ForEach(write => write.Complete());
        return true;
    }

    /// <summary>Moves what was committed from SQLite's log to the file, synced, and with it the durable positions.</summary>
    /// <remarks>PASSIVE is enough, and holds nobody up: it syncs the log before it copies anything, and this is the only writer, so that the log
    /// does not grow meanwhile. A reader may keep it from copying all; the counts that it returns tell. Only when every page of the log was
    /// copied are all commits known to be synced; otherwise the positions stay, and the next checkpoint moves them.</remarks>
    private void Checkpoint()
    {
        if (!_isDirty)
            return;
        try
        {
            bool isWhole = _database.Query(
                "PRAGMA wal_checkpoint(PASSIVE)", row => row.GetInt64(0) == 0 && row.GetInt64(1) == row.GetInt64(2))[0];
            EndTrouble(ref _checkpointTrouble);
            if (!isWhole)
                return;
            foreach ((int shard, long position) in _database.Query("SELECT shard, position FROM shards", row => (row.GetInt32(0), row.GetInt64(1))))
                Volatile.Write(ref _durable[shard], position);
            _isDirty = false;
        }
        catch (SqliteException exception)
        {
            BeginTrouble(ref _checkpointTrouble, exception);
        }
    }

    private static void FailAll(List<Write> group, Exception exception) => group.ForEach(write => write.Fail(exception));

    private void BeginTrouble(ref string? trouble, SqliteException exception)
    {
        string text = Faults.IsDamage(exception) ? Faults.Damaged(exception, _path).Message : Faults.Describe(exception, _path);
        if (trouble != text)
            LogTrouble(text);
        Volatile.Write(ref trouble, text);
    }

    private void EndTrouble(ref string? trouble)
    {
        if (trouble is not null)
            LogTroubleOver(_path);
        Volatile.Write(ref trouble, null);
    }
}
