namespace ActorDetector.Actors.ShardLogs.Embedded;

/// <summary>Reads one shard's entries from the segments, skipping the others' by the index and by their headers.</summary>
internal sealed class EmbeddedShardLogReader(
    RecordFormat format, SegmentSequence segments, int shard, long from, Pulse arrival, DamageCount damages, CancellationToken closed) : IShardLogReader
{
    private readonly RecordCursor _cursor = new(format);
    private long _position = from;

    public bool TryRead(out LogEntry entry)
    {
        while (TrySeek(out Segment segment, out RecordHeader? header, out long next))
        {
            try
            {
                ReadOnlyMemory<byte>? payload = header is { } whole ? _cursor.Payload(segment, _position, segment.End, whole) : null;
                if (payload is null)
                    damages.Add(_position);
                entry = new(_position, next, payload);
                _position = next;
                return true;
            }
            catch (ObjectDisposedException) when (!closed.IsCancellationRequested)
            {
                // The segment was released and deleted while it was read: what is behind it remains.
            }
        }

        entry = default;
        return false;
    }

    public async ValueTask WaitAsync(CancellationToken cancellation)
    {
        while (true)
        {
            Task arrived = arrival.Next;
            if (TrySeek(out _, out _, out _))
                return;
            ObjectDisposedException.ThrowIf(closed.IsCancellationRequested, typeof(EmbeddedShardLog));
            await arrived.WaitAsync(cancellation);
        }
    }

    public void Dispose()
    {
    }

    // Moves to the next entry of the shard, or to the next damage, which has no header.
    private bool TrySeek(out Segment found, out RecordHeader? header, out long next)
    {
        (header, next) = (null, 0);
        while (segments.At(_position) is { } segment)
        {
            found = segment;
            _position = Math.Max(_position, segment.First);
            // The one behind first: when there is one, this one's end is its last.
            Segment? behind = segments.After(segment);
            long end = segment.End;
            long at = Math.Max(_position, Math.Min(end, segment.Index.NextFor(shard, _position)));
            try
            {
                if (at < end && _cursor.TryRead(segment, at, end, out RecordHeader whole))
                {
                    (_position, next) = (at, at + whole.Bytes);
                    if (whole.Shard == shard)
                    {
                        header = whole;
                        return true;
                    }

                    _position = next;
                    continue;
                }

                next = at < end ? _cursor.Find(segment, at + 1, end) : end;
            }
            catch (ObjectDisposedException) when (!closed.IsCancellationRequested)
            {
                continue;
            }

            _position = at;
            if (next >= end && behind is not null)
            {
                // A segment that does not begin where the one before ended: something between is gone.
                bool isDamage = at < end || behind.Before != end;
                next = behind.First;
                if (isDamage)
                    return true;
                _position = next;
            }
            else if (at < end)
            {
                return true;
            }
            else
            {
                return false;
            }
        }

        found = null!;
        return false;
    }
}
