using System.Buffers.Binary;

namespace ActorDetector.Actors.ShardLogs.Embedded;

/// <summary>Finds what is in the segments when a log is opened.</summary>
internal sealed class SegmentScan(RecordFormat format, int shards)
{
    private readonly RecordCursor _cursor = new(format);

    /// <summary>The address behind the last whole record of a segment: what is behind it was never accepted.</summary>
    public long WholeEnd(Segment segment)
    {
        long whole = segment.First, limit = segment.End;
        for (long address = segment.First; address < limit;)
        {
            if (!_cursor.TryRead(segment, address, limit, out RecordHeader header))
            {
                address = _cursor.Find(segment, address + 1, limit);
                continue;
            }

            bool holds = _cursor.Payload(segment, address, limit, header) is not null;
            address += header.Bytes;
            if (holds)
                whole = address;
        }

        return whole;
    }

    /// <summary>Fills a segment's index, and the ledger with what stands in it. Payloads are not checked: readers do.</summary>
    public void Index(Segment segment, ReleaseLedger ledger)
    {
        _cursor.Clear();
        long limit = segment.End;
        for (long address = segment.First; address < limit;)
        {
            if (!_cursor.TryRead(segment, address, limit, out RecordHeader header))
            {
                segment.Index.Add(address, SegmentIndex.Everybody);
                address = _cursor.Find(segment, address + 1, limit);
                continue;
            }

            if (header.Shard == RecordFormat.GapShard && _cursor.Payload(segment, address, limit, header) is { Length: sizeof(long) } before)
                segment.Before = BinaryPrimitives.ReadInt64LittleEndian(before.Span);
            segment.Index.Add(address, SegmentIndex.Mask(header.Shard));
            if ((uint)header.Shard < (uint)shards)
                ledger.Append(header.Shard, address, address + header.Bytes);
            address += header.Bytes;
        }
    }
}
