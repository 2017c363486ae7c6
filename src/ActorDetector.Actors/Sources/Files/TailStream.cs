using ActorDetector.Logs.Reading;
using Microsoft.Win32.SafeHandles;

namespace ActorDetector.Actors.Sources.Files;

/// <summary>The bytes of an open file from a place on, as it grows; says when what it held before is gone.</summary>
internal sealed class TailStream(SafeFileHandle handle, string path, long offset) : ForwardStream
{
    /// <summary>How many first bytes a file's content is known by.</summary>
    public const int HeadBytes = 1024;

    private readonly byte[] _seen = new byte[HeadBytes];
    private FileStatus _status;

    /// <summary>The first bytes of the content: as many as there were when last looked, at most <see cref="HeadBytes"/>.</summary>
    public byte[] Head { get; private set; } = [];

    /// <summary>Bytes before the next that is read.</summary>
    public long Offset { get; private set; } = offset;

    /// <summary>The bytes of the file now.</summary>
    public long Size => RandomAccess.GetLength(handle);

    /// <summary>Whether the content was cut off or written anew: nothing more is read.</summary>
    public bool IsTruncated { get; private set; }

    /// <summary>Whether anything changed since it was last asked.</summary>
    public bool HasChanged()
    {
        FileStatus status = FileStatus.Of(handle, path);
        bool changed = status != _status;
        _status = status;
        return changed;
    }

    /// <summary>Reads what is there; nothing when the content is not any more what was read before.</summary>
    public override int Read(Span<byte> buffer)
    {
        if (IsTruncated)
            return 0;
        int read = RandomAccess.Read(handle, buffer, Offset);

        // Looked at after the read: bytes of a new content must not pass for more of the old one.
        IsTruncated = !IsSameUpTo(Offset + read);
        if (IsTruncated)
            return 0;
        Offset += read;
        return read;
    }

    /// <summary>The last bytes before a place, at most <see cref="HeadBytes"/>; null when the content is another by now.</summary>
    public byte[]? Before(long place)
    {
        byte[] tail = new byte[Math.Min(place, HeadBytes)];
        return ReadAll(tail, place - tail.Length) == tail.Length && IsSameUpTo(place) ? tail : null;
    }

    /// <summary>Where the line begins that the file ends in, and how many lines are before it.</summary>
    public LinePlace End()
    {
        byte[] buffer = new byte[1 << 16];
        long at = 0;
        LinePlace end = default;
        for (int read; (read = RandomAccess.Read(handle, buffer, at)) > 0; at += read)
        {
            ReadOnlySpan<byte> bytes = buffer.AsSpan(0, read);
            int last = bytes.LastIndexOf((byte)'\n');
            if (last >= 0)
                end = new LinePlace(at + last + 1, end.Lines + bytes.Count((byte)'\n'));
        }

        return end;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            handle.Dispose();
        base.Dispose(disposing);
    }

    private bool IsSameUpTo(long size)
    {
        if (RandomAccess.GetLength(handle) < size)
            return false;
        int length = ReadAll(_seen, 0);
        ReadOnlySpan<byte> head = _seen.AsSpan(0, length);
        if (!head.StartsWith(Head))
            return false;
        if (length > Head.Length)
            Head = head.ToArray();
        return true;
    }

    private int ReadAll(Span<byte> buffer, long at)
    {
        int filled = 0;
        for (int read; filled < buffer.Length && (read = RandomAccess.Read(handle, buffer[filled..], at + filled)) > 0;)
            filled += read;
        return filled;
    }
}
