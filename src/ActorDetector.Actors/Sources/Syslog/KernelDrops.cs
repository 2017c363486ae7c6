using System.Globalization;
using System.Net.Sockets;

namespace ActorDetector.Actors.Sources.Syslog;

/// <summary>Counts the datagrams that Linux dropped, as a socket's receive buffer was full; on other systems none are known.</summary>
internal sealed class KernelDrops(Socket socket)
{
    // proc(5): the columns of /proc/net/udp, from 0.
    private const int InodeColumn = 9;
    private const int DropsColumn = 12;

    private readonly string _table = socket.AddressFamily == AddressFamily.InterNetwork ? "/proc/self/net/udp" : "/proc/self/net/udp6";
    private readonly string? _inode = Inode(socket);
    private long _known;

    /// <summary>Datagrams that were dropped since the call before.</summary>
    public long Read()
    {
        long drops = Drops();
        long further = Math.Max(0, drops - _known);
        _known += further;
        return further;
    }

    private long Drops()
    {
        if (_inode is null)
            return 0;
        try
        {
            foreach (string line in File.ReadLines(_table))
            {
                string[] columns = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                if (columns.Length > DropsColumn && columns[InodeColumn] == _inode)
                    return long.Parse(columns[DropsColumn], CultureInfo.InvariantCulture);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FormatException)
        {
            // The system does not tell.
        }

        return 0;
    }

    private static string? Inode(Socket socket)
    {
        if (!OperatingSystem.IsLinux())
            return null;
        string? target = new FileInfo($"/proc/self/fd/{socket.Handle}").LinkTarget;
        return target is not null && target.StartsWith("socket:[", StringComparison.Ordinal) ? target["socket:[".Length..^1] : null;
    }
}
