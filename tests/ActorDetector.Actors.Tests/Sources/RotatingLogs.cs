using System.IO.Compression;

namespace ActorDetector.Actors.Tests.Sources;

/// <summary>Logs in a folder of one test's own, and what writers and logrotate do to them.</summary>
internal sealed class RotatingLogs : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public string Path => _folder.Path;

    public string this[string name] => _folder.PathOf(name);

    public string Write(string name, string text) => _folder.Write(name, text);

    public void Append(string name, string text) => File.AppendAllText(this[name], text);

    public void Move(string from, string to) => File.Move(this[from], this[to], overwrite: true);

    /// <summary>Packs a file as gzip does: the .gz first, then the original is removed.</summary>
    public void Pack(string name, bool keep = false)
    {
        using (FileStream packed = Create(name + ".gz"))
        using (GZipStream gzip = new(packed, CompressionLevel.Fastest))
            gzip.Write(File.ReadAllBytes(this[name]));
        if (!keep)
            File.Delete(this[name]);
    }

    /// <summary>Copies a file and cuts it off, as logrotate's copytruncate does.</summary>
    public void CopyAndTruncate(string name, string copy)
    {
        using (FileStream copied = Create(copy))
            copied.Write(File.ReadAllBytes(this[name]));
        Truncate(name);
    }

    public void Truncate(string name)
    {
        using FileStream file = new(this[name], FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        file.SetLength(0);
    }

    public void Dispose() => _folder.Dispose();

    // Other programs take no lock on what they write: a source may read it at once.
    private FileStream Create(string name) => new(this[name], FileMode.Create, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
}
