namespace ActorDetector.Actors.ShardLogs.Embedded;

/// <summary>The log's room on the disk: released segments give way to new records, and go where more are kept than looking back needs. Not for two
/// threads at once.</summary>
/// <remarks>What cannot be deleted throws as the file system does, and is tried again when room is looked for next.</remarks>
internal sealed class LogRoom(string folder, ShardLogOptions options, SegmentSequence segments, SegmentWriter writer, ReleaseLedger ledger)
{
    private long _used;

    /// <summary>Begins to make room for the records of a write.</summary>
    public void Begin() => _used = segments.Bytes;

    /// <summary>Whether there is room for so many bytes; kept segments go first.</summary>
    /// <param name="bytes">Of all records of the write.</param>
    /// <param name="isBegun">Whether some were taken in already: the segment that they go into stays.</param>
    public bool Make(long bytes, bool isBegun)
    {
        if (_used + bytes <= options.LogMaxBytes)
            return true;
        long lowest = ledger.Lowest;
        while (_used + bytes > options.LogMaxBytes && segments.First is { Bytes: > 0 } oldest && oldest.End <= lowest)
        {
            if (oldest == segments.Last)
            {
                if (isBegun)
                    return false;
                writer.Roll();
            }

            _used -= oldest.Bytes;
            Delete(oldest);
        }

        return _used + bytes <= options.LogMaxBytes;
    }

    /// <summary>Deletes the oldest of the released segments that are more than are kept.</summary>
    public void Trim()
    {
        long lowest = ledger.Lowest;
        long kept = 0;
        foreach (Segment segment in segments.All)
            kept += segment.End <= lowest && segment != segments.Last ? segment.Bytes : 0;
        while (kept > options.LogKeepBytes && segments.First is { } oldest)
        {
            kept -= oldest.Bytes;
            Delete(oldest);
        }
    }

    private void Delete(Segment segment)
    {
        if (Directory.Exists(folder))
            File.Delete(segment.Path);
        segments.Remove(segment);
        segment.Dispose();
    }
}
