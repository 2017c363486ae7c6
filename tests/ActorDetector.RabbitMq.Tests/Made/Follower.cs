using ActorDetector.Actors.ShardLogs;
using static ActorDetector.Tests.ShardLogs.Entries;

namespace ActorDetector.RabbitMq.Tests.Made;

/// <summary>Reads a shard as its work does: takes each entry once and in order, whatever comes twice or too early, and whatever is lost on the way.</summary>
internal sealed class Follower(IShardLog log, int shard)
{
    private readonly Dictionary<string, long> _known = [];
    private long _position;

    /// <summary>The numbers of the entries that were taken.</summary>
    public List<int> Numbers { get; } = [];

    /// <summary>How many came again.</summary>
    public int Repeats { get; private set; }

    /// <summary>How often the shard was lost.</summary>
    public int Losses { get; private set; }

    /// <summary>Reads until so many were taken.</summary>
    public async Task FollowAsync(int entries)
    {
        while (Numbers.Count < entries)
        {
            try
            {
                using IShardLogReader reader = await TakeAsync(log, shard, _position);
                while (Numbers.Count < entries)
                    Take(await NextAsync(reader));
            }
            catch (ShardLostException)
            {
                Losses++;
            }
        }
    }

    private void Take(LogEntry entry)
    {
        Publication publication = entry.Publication!.Value;
        long known = _known.GetValueOrDefault(publication.Publisher);
        if (publication.Sequence == known + 1)
        {
            _known[publication.Publisher] = publication.Sequence;
            Numbers.Add(NumberOf(entry.Payload!.Value.Span));
        }
        else if (publication.Sequence <= known)
        {
            Repeats++;
        }
        else
        {
            (known + 1).ShouldBeGreaterThanOrEqualTo(publication.Settled, "what is missing would never be sent again");
        }

        _position = entry.Next;
        log.Release(shard, _position);
    }
}
