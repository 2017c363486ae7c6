using System.Text;
using ActorDetector.Actors.Lines;
using ActorDetector.Actors.ShardLogs;
using Google.Protobuf;

namespace ActorDetector.Actors.Shards;

/// <summary>Finds lines of a shard's log again. The entry found last is kept, for lines are asked for in runs. Not for two threads at
/// once.</summary>
/// <param name="log">The log.</param>
/// <param name="shard">The shard.</param>
internal sealed class LineFinder(IShardLog log, int shard)
{
    private (long Position, EntryLines? Lines) _last = (-1, null);

    /// <summary>The lines of an entry; null when the log has it no longer.</summary>
    public EntryLines? Entry(long position)
    {
        if (_last.Position != position)
            _last = (position, Read(position));
        return _last.Lines;
    }

    /// <summary>The text of a line.</summary>
    public static string Text(EntryLines lines, int line) => Encoding.UTF8.GetString(lines[line]);

    /// <summary>The lines of an entry's bytes; null when it has none, or they are damaged.</summary>
    public static EntryLines? LinesOf(ReadOnlySpan<byte> payload)
    {
        try
        {
            return Lines.Wire.Entry.Parser.ParseFrom(payload) is { KindCase: Lines.Wire.Entry.KindOneofCase.Lines } entry ? EntryLines.Of(entry.Lines) : null;
        }
        catch (Exception fault) when (fault is InvalidProtocolBufferException or FormatException)
        {
            return null;
        }
    }

    private EntryLines? Read(long position) => log.Find(shard, position) is { } payload ? LinesOf(payload) : null;
}
