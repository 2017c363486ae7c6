using ActorDetector.Actors.Lines;
using ActorDetector.Actors.ShardLogs;

namespace ActorDetector.Actors.Shards;

/// <summary>Finds lines of a shard's log again. The entry found last is kept, for lines are asked for in runs. Not for two threads at
/// once.</summary>
/// <param name="log">The log.</param>
/// <param name="shard">The shard.</param>
internal sealed class LineFinder(IShardLog log, int shard)
{
    private (long Position, EntryLines? Lines) _last = (-1, null);

    /// <summary>Keeps an entry that was just read: its lines are asked for most.</summary>
    public void Keep(long position, EntryLines lines) => _last = (position, lines);

    /// <summary>The lines of an entry; null when the log has it no longer.</summary>
    public EntryLines? Entry(long position)
    {
        if (_last.Position != position)
            _last = (position, Read(position));
        return _last.Lines;
    }

    private EntryLines? Read(long position) => log.Find(shard, position) is { } payload ? EntryLines.Of(payload) : null;
}
