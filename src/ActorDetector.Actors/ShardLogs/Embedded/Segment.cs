using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace ActorDetector.Actors.ShardLogs.Embedded;

/// <summary>A file of the log: the records from one address on. Written by one thread, read by any.</summary>
internal sealed class Segment : IDisposable
{
    private const string Extension = ".log";

    private long _end;

    private Segment(string path, long first, FileMode mode)
    {
        Path = path;
        First = Before = _end = first;
        Handle = File.OpenHandle(path, mode, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The address of its first byte.</summary>
    public long First { get; }

    /// <summary>Where the segment before ended: <see cref="First"/>, unless addresses were left out on purpose.</summary>
    public long Before { get; set; }

    /// <summary>The address behind its last record that readers may see.</summary>
    public long End
    {
        get => Volatile.Read(ref _end);
        set => Volatile.Write(ref _end, value);
    }

    /// <summary>Bytes of its records.</summary>
    public long Bytes => End - First;

    /// <summary>Where its records are.</summary>
    public SegmentIndex Index { get; } = new();

    /// <summary>The open file.</summary>
    public SafeFileHandle Handle { get; }

    /// <summary>Makes the segment that begins at an address; what a failed attempt left there is replaced.</summary>
    public static Segment Create(string folder, long first) => new(PathOf(folder, first), first, FileMode.Create);

    /// <summary>Opens all segments of a folder, in order; each ends with its file.</summary>
    public static List<Segment> OpenAll(string folder)
    {
        List<Segment> segments = [];
        foreach (string path in Directory.EnumerateFiles(folder, "*" + Extension))
        {
            if (long.TryParse(System.IO.Path.GetFileNameWithoutExtension(path), NumberStyles.None, CultureInfo.InvariantCulture, out long first)
                && path == PathOf(folder, first))
                segments.Add(new(path, first, FileMode.Open));
        }

        segments.Sort((one, other) => one.First.CompareTo(other.First));
        foreach (Segment segment in segments)
            segment.End = segment.First + RandomAccess.GetLength(segment.Handle);
        return segments;
    }

    /// <summary>Closes the file. Readers that are in it find it closed.</summary>
    public void Dispose() => Handle.Dispose();

    private static string PathOf(string folder, long first) =>
        System.IO.Path.Combine(folder, first.ToString("D19", CultureInfo.InvariantCulture) + Extension);
}
