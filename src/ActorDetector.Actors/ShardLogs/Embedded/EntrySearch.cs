namespace ActorDetector.Actors.ShardLogs.Embedded;

/// <summary>Looks back: finds entries by position and around one, as far as they are still there.</summary>
internal sealed class EntrySearch(RecordFormat format, SegmentSequence segments)
{
    // Most entries are some lines.
    private const int EntryBytes = 16 * 1024;

    /// <summary>The payload of a shard's entry at a position; null when it is not there, or damaged.</summary>
    public byte[]? Find(int shard, long position)
    {
        if (segments.At(position) is not { } segment || position < segment.First)
            return null;
        RecordCursor cursor = new(format, EntryBytes);
        try
        {
            return cursor.TryRead(segment, position, segment.End, out RecordHeader header) && header.Shard == shard
                ? cursor.Payload(segment, position, segment.End, header)?.ToArray()
                : null;
        }
        catch (ObjectDisposedException)
        {
            return null;
        }
    }

    /// <summary>The positions of a shard's entries from one on, in order.</summary>
    public IEnumerable<long> From(int shard, long position)
    {
        Segment? segment = segments.At(position);
        for (; segment is not null; segment = segments.After(segment))
        {
            long start = segment.Index.StretchOf(Math.Max(position, segment.First));
            foreach (long found in Walk(segment, shard, start, segment.End))
            {
                if (found >= position)
                    yield return found;
            }
        }
    }

    /// <summary>The positions of a shard's entries below one, the nearest first.</summary>
    public IEnumerable<long> Below(int shard, long position)
    {
        Segment? segment = segments.At(position);
        for (; segment is not null; segment = segments.Before(segment))
        {
            long below = position;
            while (segment.Index.BeforeFor(shard, below) is (var first, var end))
            {
                long limit = below;
                foreach (long found in Walk(segment, shard, first, Math.Min(end, segment.End)).Where(found => found < limit).Reverse().ToArray())
                    yield return found;
                below = first;
            }
        }
    }

    private IEnumerable<long> Walk(Segment segment, int shard, long from, long end)
    {
        RecordCursor cursor = new(format);
        for (long address = segment.Index.NextFor(shard, from); address < end;)
        {
            RecordHeader header;
            long next;
            try
            {
                next = cursor.TryRead(segment, address, segment.End, out header)
                    ? address + header.Bytes
                    : cursor.Find(segment, address + 1, segment.End);
            }
            catch (ObjectDisposedException)
            {
                yield break;
            }

            if (header.Bytes == next - address && header.Shard == shard)
                yield return address;
            address = segment.Index.NextFor(shard, next);
        }
    }
}
