using ActorDetector.Logs.Reading;
using Microsoft.Win32.SafeHandles;

namespace ActorDetector.Actors.Sources.Files;

/// <summary>Opens files where reading is taken up: finds out whether they are known, by what they are and by what is in them.</summary>
internal sealed class FileOpener(FileLedger ledger, ReadingOptions reading)
{
    private static readonly string None = RememberedFile.Hash([]);

    // Files that are copies of a content that is read elsewhere, and the sizes at which they are.
    private readonly Dictionary<FileKey, (long Size, string Original, int Generation)> _copies = [];

    /// <summary>Forgets what it knows of files that are no longer there.</summary>
    /// <param name="present">Which keys were found at this look.</param>
    public void Forget(IReadOnlySet<FileKey> present)
    {
        foreach (FileKey gone in _copies.Keys.Where(key => !present.Contains(key)).ToArray())
            _copies.Remove(gone);
    }

    /// <summary>Opens a file; null when it holds nothing that is not read elsewhere.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="open">The files that are open.</param>
    /// <param name="present">Which keys were found at this look.</param>
    /// <param name="fromEnd">Whether a file that is not known begins at its end.</param>
    /// <param name="now">Ticks UTC.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public FollowedFile? Open(string path, IReadOnlyDictionary<FileKey, FollowedFile> open, IReadOnlySet<FileKey> present, bool fromEnd, long now)
    {
        // The program that writes the log may rename, cut off and remove it meanwhile.
        SafeFileHandle handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        FollowedFile? file = null;
        try
        {
            // Looked at before the size, which must not be of less than this.
            Span<byte> magic = stackalloc byte[2];
            int read = RandomAccess.Read(handle, magic, 0);
            FileStatus status = FileStatus.Of(handle, path);
            if (IsCopy(status, present))
                return null;
            RememberedFile? known = ledger[status.Key];
            if (known is not null && known.Created != status.Created)
            {
                // Another file was given the number.
                ledger.Retire(status.Key, known, path, status.Created);
                known = ledger[status.Key];
            }

            bool packed = read == 2 && magic[0] == 0x1F && magic[1] == 0x8B;
            bool tooSoon = read < magic.Length && path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
            if (packed)
                file = OpenPacked(handle, path, status, known, open, present, now);
            else if (!tooSoon)
                file = OpenPlain(handle, path, status, known, open, present, fromEnd, now);
            if (file is not null)
                ledger.Set(file.Key, file.Remember(now));
            return file;
        }
        finally
        {
            if (file is null)
                handle.Dispose();
        }
    }

    private FollowedFile? OpenPlain(SafeFileHandle handle, string path, FileStatus status, RememberedFile? known,
        IReadOnlyDictionary<FileKey, FollowedFile> open, IReadOnlySet<FileKey> present, bool fromEnd, long now)
    {
        TailStream tail = new(handle, path, offset: 0);
        byte[]? before = known is null ? null : tail.Before(known.Place.Offset);
        if (known is not null && (before is null || !known.BeginsAs(tail.Head) || RememberedFile.Hash(before) != known.Tail))
        {
            // The same file, and another content: it was cut off, or its number was given to a new file.
            ledger.Retire(status.Key, known, path, status.Created);
            known = ledger[status.Key];
        }

        if (known is null or { Place.Offset: 0 })
        {
            // Filled here: a file that is still empty has no head to compare.
            tail.Before(0);
            if (Original(tail, status, open, present) is { } original)
            {
                if (IsThere(original.Key, present) || original.Value.Place.Offset > status.Size)
                {
                    _copies[status.Key] = (status.Size, original.Key, original.Value.Generation);
                    return null;
                }

                known = Adopted(original.Value, known, status);
            }
        }

        known ??= fromEnd ? AtEnd(New(path, status, now), tail) : New(path, status, now);
        if (known.HeadLength == 0)
            known = known with { HeadLength = tail.Head.Length, Head = RememberedFile.Hash(tail.Head) };
        TailStream from = new(handle, path, known.Place.Offset);
        return new FollowedFile(status.Key, known, new LineFollower(from, path, reading, known.Place), from, []) { OpenedAt = path };
    }

    // A copy that rotation made has enough bytes to be told by; a short file may well be like another by chance.
    private KeyValuePair<string, RememberedFile>? Original(TailStream tail, FileStatus status, IReadOnlyDictionary<FileKey, FollowedFile> open,
        IReadOnlySet<FileKey> present)
    {
        if (tail.Head.Length < TailStream.HeadBytes)
            return null;
        string head = RememberedFile.Hash(tail.Head);
        foreach ((string key, RememberedFile file) in ledger.All)
        {
            if (file.HeadLength != TailStream.HeadBytes || file.Head != head || file.PackedSize > 0)
                continue;
            FollowedFile? live = open.Values.FirstOrDefault(other => other.Key.ToString() == key);
            bool isCopy = live is not null ? live.IsCopiedIn(tail, status.Size)
                : status.Size < file.Place.Offset ? IsRetired(key)
                : tail.Before(file.Place.Offset) is { } before && RememberedFile.Hash(before) == file.Tail;
            if (isCopy && (IsRetired(key) || live is not null || !IsThere(key, present)))
                return new(key, file);
        }

        return null;
    }

    private FollowedFile? OpenPacked(SafeFileHandle handle, string path, FileStatus status, RememberedFile? known,
        IReadOnlyDictionary<FileKey, FollowedFile> open, IReadOnlySet<FileKey> present, long now)
    {
        byte[] head = PackedHead(handle, path);
        bool isKnown = known is { PackedSize: > 0, HeadLength: > 0 } && known.BeginsAs(head);
        if (!isKnown)
        {
            if (known is { HeadLength: > 0 })
            {
                ledger.Retire(status.Key, known, path, status.Created);
                known = ledger[status.Key];
            }

            // What is being read to its end, already removed, may be what is packed here: then it is known soon how far that was read.
            if (open.Values.Any(file => file.IsRotated && !file.IsPacked && file.BeginsAs(head)))
                return null;
            if (PackedOriginal(handle, path, head) is { } original)
            {
                if (IsThere(original.Key, present))
                {
                    _copies[status.Key] = (status.Size, original.Key, original.Value.Generation);
                    return null;
                }

                known = Adopted(original.Value, known, status);
            }
        }

        known = (known ?? New(path, status, now)) with { PackedSize = status.Size };
        InputStream stream = Unpack(handle, path, own: true);
        if (!new TailWindow(stream).Reach(known.Place.Offset))
            throw new InvalidDataException($"ends before byte {known.Place.Offset:N0}, where reading stopped");
        return new FollowedFile(status.Key, known, new LineFollower(stream, path, reading, known.Place), tail: null, head) { OpenedAt = path };
    }

    private static byte[] PackedHead(SafeFileHandle handle, string path)
    {
        using InputStream content = Unpack(handle, path);
        TailWindow window = new(content);
        window.Reach(TailStream.HeadBytes);
        return window.Tail().ToArray();
    }

    // The file that a .gz holds has its start, and the bytes before the place where reading stopped.
    private KeyValuePair<string, RememberedFile>? PackedOriginal(SafeFileHandle handle, string path, byte[] head)
    {
        List<KeyValuePair<string, RememberedFile>> likely = [.. ledger.All
            .Where(file => file.Value is { PackedSize: 0, HeadLength: > 0 } && file.Value.BeginsAs(head))
            .OrderBy(file => file.Value.Place.Offset)];
        using InputStream content = Unpack(handle, path);
        TailWindow window = new(content);
        foreach (KeyValuePair<string, RememberedFile> file in likely)
        {
            if (!window.Reach(file.Value.Place.Offset))
                return null;
            if (RememberedFile.Hash(window.Tail()) == file.Value.Tail)
                return file;
        }

        return null;
    }

    private static InputStream Unpack(SafeFileHandle handle, string path, bool own = false) =>
        new(path, new HandleStream(handle, own));

    private static bool IsRetired(string key) => key.Contains('#', StringComparison.Ordinal);

    private static RememberedFile Adopted(RememberedFile original, RememberedFile? known, FileStatus status) => original with
    {
        Created = status.Created,
        Generation = Math.Max(original.Generation, known?.Generation ?? 0),
        IsEnded = false,
    };

    private static RememberedFile AtEnd(RememberedFile file, TailStream tail)
    {
        LinePlace end = tail.End();
        return file with
        {
            Place = end,
            HeadLength = tail.Head.Length,
            Head = RememberedFile.Hash(tail.Head),
            Tail = RememberedFile.Hash(tail.Before(end.Offset)),
        };
    }

    private bool IsCopy(FileStatus status, IReadOnlySet<FileKey> present)
    {
        if (!_copies.TryGetValue(status.Key, out (long Size, string Original, int Generation) copy) || copy.Size != status.Size)
            return false;
        return IsRetired(copy.Original) || (IsThere(copy.Original, present) && ledger[copy.Original]?.Generation == copy.Generation);
    }

    private static bool IsThere(string key, IReadOnlySet<FileKey> present) => present.Any(file => file.ToString() == key);

    private static RememberedFile New(string path, FileStatus status, long now) =>
        new(RememberedFile.Current, path, status.Created, 0, "", default, 0, None, None, 0, IsEnded: false, now);
}
