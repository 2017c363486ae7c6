using System.Buffers.Binary;

namespace ActorDetector.Actors.ShardLogs.Embedded;

/// <summary>Writes at the end of the log. What fails leaves nothing half-written behind, and may be tried again. Not for two threads at once.</summary>
/// <remarks>After a failed sync nobody knows what is on the disk, and a second sync may succeed without writing what the first lost. So the
/// segment is never synced or written again: what was not accepted yet goes to a new one. (What was accepted already, when syncs are not
/// always before, stays where it is, as the system holds it.)</remarks>
internal sealed class SegmentWriter(
    string folder, ShardLogOptions options, LogIdentity identity, RecordFormat format, SegmentSequence segments, long first, long before)
{
    private Segment? _active = segments.Last is { } last && last.End == first ? last : null;
    private bool _mustCut;
    private bool _isEnded;

    /// <summary>The address of the next record.</summary>
    public long Next => _active?.End ?? first;

    /// <summary>Whether a power cut may take what was written.</summary>
    public bool IsUnsynced { get; private set; }

    /// <summary>Whether so many bytes may be written to the segment that is written to.</summary>
    public bool Fits(long bytes) => _active is { } active && !_isEnded && (active.Bytes == 0 || active.Bytes + bytes <= options.LogSegmentBytes);

    /// <summary>Ends the segment that is written to, and begins another.</summary>
    public void Roll()
    {
        Cut();
        if (IsUnsynced && options.LogSync == LogSync.Interval)
            Sync();
        // From here on it must not grow: a file that begins at its end may be there, whatever fails below.
        _isEnded = true;
        long next = Next;
        identity.Write(folder);
        Segment segment = Segment.Create(folder, next);
        try
        {
            long end = _active is null ? before : _active.Bytes == 0 ? _active.Before : next;
            if (end != next)
                WriteGap(segment, end, format);
            if (options.LogSync != LogSync.Never)
            {
                RandomAccess.FlushToDisk(segment.Handle);
                FolderSync.Sync(folder);
            }
        }
        catch (Exception error) when (DiskTrouble.Is(error))
        {
            segment.Dispose();
            throw;
        }

        if (_active is { Bytes: 0 } empty)
        {
            segments.Remove(empty);
            empty.Dispose();
        }

        segments.Add(segment);
        _active = segment;
        (_isEnded, IsUnsynced) = (false, false);
    }

    /// <summary>Writes a group, and syncs it when it must be before it is accepted. Readers do not see it yet.</summary>
    public void Write(ReadOnlySpan<byte> group)
    {
        Segment active = _active!;
        Cut();
        if (!File.Exists(active.Path))
        {
            _isEnded = true;
            throw new FileNotFoundException($"{active.Path} was deleted");
        }

        _mustCut = true;
        try
        {
            RandomAccess.Write(active.Handle, group, active.Bytes);
            if (options.LogSync == LogSync.Always)
                Sync();
        }
        catch (Exception error) when (DiskTrouble.Is(error))
        {
            TryCut();
            throw;
        }

        _mustCut = false;
        IsUnsynced = options.LogSync != LogSync.Always;
    }

    /// <summary>Shows readers the group that was written.</summary>
    public void Publish(IReadOnlyList<(int Shard, long Address, long Next)> records)
    {
        // The index first: a reader that sees the end relies on it.
        foreach ((int shard, long address, _) in records)
            _active!.Index.Add(address, SegmentIndex.Mask(shard));
        _active!.End = records[^1].Next;
    }

    /// <summary>Syncs what was written.</summary>
    public void Sync()
    {
        if (_active is null || _isEnded)
            return;
        try
        {
            RandomAccess.FlushToDisk(_active.Handle);
            IsUnsynced = false;
        }
        catch (Exception error) when (DiskTrouble.Is(error))
        {
            _isEnded = true;
            throw;
        }
    }

    // Addresses that a lost end of the log may have had are not given again: readers have been there.
    private static void WriteGap(Segment segment, long before, RecordFormat format)
    {
        byte[] payload = new byte[sizeof(long)], record = new byte[RecordFormat.HeaderBytes + payload.Length];
        BinaryPrimitives.WriteInt64LittleEndian(payload, before);
        format.Write(record, segment.First, RecordFormat.GapShard, payload);
        RandomAccess.Write(segment.Handle, record, 0);
        segment.Before = before;
        segment.Index.Add(segment.First, 0);
        segment.End += record.Length;
    }

    // What a failed write left must go before anything else is written: later it could be taken for records.
    private void Cut()
    {
        if (!_mustCut)
            return;
        RandomAccess.SetLength(_active!.Handle, _active.Bytes);
        _mustCut = false;
    }

    private void TryCut()
    {
        try
        {
            Cut();
        }
        catch (Exception error) when (DiskTrouble.Is(error))
        {
            // It is tried again before the next write.
        }
    }
}
