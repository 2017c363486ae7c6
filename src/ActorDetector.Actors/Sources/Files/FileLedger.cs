namespace ActorDetector.Actors.Sources.Files;

/// <summary>All files that are or were followed, as far as is remembered; at most <see cref="MostFiles"/> of them.</summary>
internal sealed class FileLedger(ISourceMemory memory, string source)
{
    // Each is some 500 bytes. Those gone for the longest time are forgotten first.
    private const int MostFiles = 8192;

    private readonly Dictionary<string, RememberedFile> _files = [];
    private readonly Dictionary<string, byte[]?> _changes = [];

    /// <summary>Whether nothing is remembered: the source runs for the first time.</summary>
    public bool IsEmpty => _files.Count == 0;

    /// <summary>What is remembered of the file that has a key.</summary>
    public RememberedFile? this[FileKey key] => this[key.ToString()];

    /// <summary>What is remembered under a key.</summary>
    public RememberedFile? this[string key] => _files.GetValueOrDefault(key);

    /// <summary>All that is remembered.</summary>
    public IEnumerable<KeyValuePair<string, RememberedFile>> All => _files;

    public async ValueTask RecallAsync(CancellationToken cancellation)
    {
        foreach ((string key, byte[] value) in await memory.RecallAsync(source, cancellation).ConfigureAwait(false))
            _files[key] = RememberedFile.FromBytes(key, value);
    }

    public void Set(FileKey key, RememberedFile file) => Set(key.ToString(), file);

    /// <summary>Sets what stands under a key aside, as the content was replaced; the file that has the key begins anew. A copy of the old
    /// content may still be found.</summary>
    public void Retire(FileKey key, RememberedFile old, string path, long created)
    {
        if (old is { HeadLength: > 0, PackedSize: 0 })
            Set($"{key}#{old.Generation}#{old.Head}", old with { IsEnded = true });
        Set(key, old with
        {
            Path = path,
            Created = created,
            Generation = old.Generation + 1,
            Producer = "",
            Place = default,
            HeadLength = 0,
            Head = RememberedFile.Hash([]),
            Tail = RememberedFile.Hash([]),
            PackedSize = 0,
            IsEnded = false,
        });
    }

    /// <summary>Remembers what was changed since the last time.</summary>
    public async ValueTask SaveAsync(CancellationToken cancellation)
    {
        // Ordering is needed only when there are too many.
        foreach (string key in _files.Count <= MostFiles ? [] : _files.OrderByDescending(file => file.Value.Seen).Skip(MostFiles).Select(file => file.Key).ToList())
            Forget(key);
        if (_changes.Count == 0)
            return;
        await memory.RememberAsync(source, [.. _changes], cancellation).ConfigureAwait(false);
        _changes.Clear();
    }

    private void Forget(string key)
    {
        if (_files.Remove(key))
            _changes[key] = null;
    }

    private void Set(string key, RememberedFile file)
    {
        _files[key] = file;
        _changes[key] = file.ToBytes();
    }
}
