using System.Text.Json;
using ActorDetector.Actors.Stores;

namespace ActorDetector.Actors.Sinks;

/// <summary>A file that anomalies are appended to, whose every line is whole whatever happened to its last writer.</summary>
internal sealed class JsonLinesFile(string path)
{
    // No anomaly has a line as long as this.
    private const int LongestTail = 1 << 26;

    /// <summary>Appends anomalies; they are on the disk when it is done.</summary>
    /// <exception cref="IOException">They could not be written; nothing of them is left where that can be helped.</exception>
    public async Task AppendAsync(IReadOnlyList<StoredAnomaly> anomalies, CancellationToken cancellation)
    {
        using FileStream file = Open();
        EndTornLine(file);
        long start = file.Seek(0, SeekOrigin.End);
        try
        {
            await JsonLinesSink.WriteAsync(file, anomalies, cancellation).ConfigureAwait(false);
            file.Flush(flushToDisk: true);
        }
        catch
        {
            TakeBack(file, start);
            throw;
        }
    }

    /// <summary>Opens it; it is created when it is missing.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public FileStream Open()
    {
        try
        {
            FileStream file = new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            if (file.CanSeek)
                return file;
            file.Dispose();
        }
        catch (UnauthorizedAccessException refused)
        {
            throw new IOException($"{path} cannot be written: {refused.Message}", refused);
        }

        throw new IOException($"{path} is not a file: give a file, or - for the standard output.");
    }

    // A crash may have left a part of a line: what it is of will be told again. A whole line only lacks its newline.
    private void EndTornLine(FileStream file)
    {
        byte[] tail = Tail(file);
        if (tail.Length == 0)
            return;
        if (tail[0] != '{')
            throw new IOException($"The last line of {path} is not of an anomaly: is it another program's file? Give another, or end its last line.");
        if (IsWhole(tail))
        {
            file.Seek(0, SeekOrigin.End);
            file.WriteByte((byte)'\n');
        }
        else
        {
            file.SetLength(file.Length - tail.Length);
        }
    }

    // What stands behind the last newline.
    private byte[] Tail(FileStream file)
    {
        for (int length = 1; ; length *= 16)
        {
            length = (int)Math.Min(Math.Min(length, LongestTail), file.Length);
            byte[] end = new byte[length];
            file.Seek(-length, SeekOrigin.End);
            file.ReadExactly(end);
            int newline = Array.LastIndexOf(end, (byte)'\n');
            if (newline >= 0 || length == file.Length)
                return end[(newline + 1)..];
            if (length == LongestTail)
                throw new IOException($"{path} has no line's end in its last {LongestTail:N0} bytes: is it another program's file?");
        }
    }

    private static bool IsWhole(byte[] line)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    // Lines that were written whole would be repeats; what cannot be taken back here is ended by the next attempt.
    private static void TakeBack(FileStream file, long start)
    {
        try
        {
            file.SetLength(start);
        }
        catch (IOException)
        {
        }
    }
}
