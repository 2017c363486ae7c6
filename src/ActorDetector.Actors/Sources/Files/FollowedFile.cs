using System.Text;
using ActorDetector.Logs.Reading;

namespace ActorDetector.Actors.Sources.Files;

/// <summary>A file that is open and read: its lines, how far they were accepted, and what is to be remembered of it.</summary>
internal sealed class FollowedFile : IDisposable
{
    private readonly TailStream? _tail;
    private readonly byte[] _packedHead;
    private RememberedFile _remembered;

    /// <summary>Follows an open file from where it is remembered to be.</summary>
    /// <param name="key">What the file is known by.</param>
    /// <param name="remembered">What is remembered of it.</param>
    /// <param name="lines">Its lines from there on.</param>
    /// <param name="tail">The bytes below them; null for a .gz.</param>
    /// <param name="packedHead">The first bytes in a .gz.</param>
    public FollowedFile(FileKey key, RememberedFile remembered, LineFollower lines, TailStream? tail, byte[] packedHead)
    {
        (Key, _remembered, Lines, _tail, _packedHead) = (key, remembered, lines, tail, packedHead);
        string name = System.IO.Path.GetFileName(remembered.Path);
        EntityName = Encoding.UTF8.GetBytes(name);
        Family = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(remembered.Path) ?? "", name.Split('.')[0]);
    }

    public FileKey Key { get; }

    /// <summary>Where it was first seen.</summary>
    public string Path => _remembered.Path;

    /// <summary>Where it was when it was opened.</summary>
    public required string OpenedAt { get; init; }

    /// <summary>The path's name, from which an entity may be made.</summary>
    public byte[] EntityName { get; }

    /// <summary>What the files have in common that are rotated one into the next: older ones are read before newer ones.</summary>
    public string Family { get; }

    public LineFollower Lines { get; }

    public bool IsPacked => _tail is null;

    /// <summary>Whether the content was replaced by another.</summary>
    public bool IsTruncated => _tail is { IsTruncated: true };

    /// <summary>Whether another file has its path by now, or none.</summary>
    public bool IsRotated { get; set; }

    /// <summary>Whether it has not been at its end since it was opened or rotated.</summary>
    public bool IsBehind { get; set; } = true;

    /// <summary>When it last was behind: a timestamp.</summary>
    public long LastBehind { get; set; }

    /// <summary>When it last grew: a timestamp.</summary>
    public long Grown { get; set; }

    /// <summary>Whether more was accepted than <see cref="Remember"/> last told.</summary>
    public bool IsDirty { get; private set; }

    /// <summary>Whose positions its lines have: the file by device, inode and creation, its first line, and how often its content was
    /// replaced. Empty until <see cref="Identify"/>.</summary>
    public string Producer => _remembered.Producer;

    private byte[] Head => _tail?.Head ?? _packedHead;

    /// <summary>Whether there may be something to read.</summary>
    public bool HasChanged() => _tail is null || _tail.HasChanged();

    /// <summary>Names the producer. It is the same for ever for the same content, when a first line has ended before.</summary>
    /// <param name="node">The node, for another one may have a file of the same device, inode and time; empty for the only one.</param>
    public void Identify(string node)
    {
        ReadOnlySpan<byte> head = Head;
        int end = head.IndexOf((byte)'\n');
        string first = RememberedFile.Hash(end < 0 ? head : head[..end]);
        _remembered = _remembered with
        {
            Producer = $"file:{(node.Length > 0 ? node + ":" : "")}{Key}:{_remembered.Created:x}:{first[..16]}:{_remembered.Generation}",
            HeadLength = head.Length,
            Head = RememberedFile.Hash(head),
        };
    }

    /// <summary>Looks at the first bytes if it has not before; true when there is something new to be remembered.</summary>
    public bool FindHead()
    {
        if (_tail is { Head.Length: 0 })
            Before(default);
        if (IsPacked || _remembered.HeadLength > 0 || Head.Length == 0)
            return false;
        _remembered = _remembered with { HeadLength = Head.Length, Head = RememberedFile.Hash(Head) };
        return true;
    }

    /// <summary>Lines up to a place were accepted.</summary>
    public void Accept(LinePlace place)
    {
        if (place == _remembered.Place)
            return;
        if (Before(place) is not { } tail)
            return;
        byte[] head = Head;
        _remembered = _remembered with
        {
            Place = place,
            HeadLength = head.Length,
            Head = RememberedFile.Hash(head),
            Tail = RememberedFile.Hash(tail),
        };
        IsDirty = true;
    }

    /// <summary>The file was read to its end and is let go.</summary>
    public void End()
    {
        _remembered = _remembered with { IsEnded = true };
        IsDirty = true;
    }

    /// <summary>What is to be remembered of it now.</summary>
    public RememberedFile Remember(long now)
    {
        IsDirty = false;
        _remembered = _remembered with { Seen = now };
        return _remembered;
    }

    /// <summary>Whether another content is a copy of this one's start, or is this one's start and more.</summary>
    /// <param name="other">The other content.</param>
    /// <param name="size">Its size.</param>
    public bool IsCopiedIn(TailStream other, long size)
    {
        if (_tail is null)
            return false;
        // All that both have: files may begin with the same long header, and differ behind it.
        long shared = Math.Min(size, _tail.Size);
        if (_tail.Before(shared) is { } ours)
            return other.Before(shared) is { } theirs && ours.AsSpan().SequenceEqual(theirs);
        // What it held is gone. Of what was not read of it nothing is known.
        long read = Math.Min(size, _remembered.Place.Offset);
        return read > 0 && other.Before(read) is not null;
    }

    /// <summary>Whether another content begins as this one, as far as both are known.</summary>
    public bool BeginsAs(ReadOnlySpan<byte> head) => Head.Length > 0 && (head.StartsWith(Head) || Head.AsSpan().StartsWith(head));

    public void Dispose() => Lines.Dispose();

    // A place that cannot be looked at is not remembered: reading is taken up before it, and the lines are known as repeats.
    private byte[]? Before(LinePlace place)
    {
        try
        {
            return _tail is null ? [] : _tail.Before(place.Offset);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
