using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace ActorDetector.Actors.Sources.Files;

/// <summary>What the file system says of a file, links followed.</summary>
/// <param name="Key">What it is known by.</param>
/// <param name="Created">When it was created, in units of the file system; 0 where that does not tell.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Modified">When it was last written to, ns since 1970.</param>
/// <param name="IsFile">Whether it is a regular file, not a folder, pipe or device.</param>
internal readonly record struct FileStatus(FileKey Key, long Created, long Size, long Modified, bool IsFile)
{
    private const int CurrentFolder = -100;
    private const int ThisHandle = 0x1000;
    private const uint BasicAndCreated = 0xFFF;
    private const uint HasCreated = 0x800;
    private const int TypeBits = 0xF000;
    private const int RegularFile = 0x8000;

    /// <summary>The status of an open file.</summary>
    /// <exception cref="IOException">The file system does not tell.</exception>
    public static FileStatus Of(SafeFileHandle handle, string path)
    {
        if (!OperatingSystem.IsLinux())
            return Portable(path, RandomAccess.GetLength(handle));
        return Statx(handle, [0], ThisHandle, BasicAndCreated, out StatxResult result) == 0 ? From(result)
            : throw new IOException($"{path}: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    /// <summary>The status of the file at a path, or null with the reason.</summary>
    public static FileStatus? At(string path, out string reason)
    {
        reason = "";
        if (!OperatingSystem.IsLinux())
        {
            if (File.Exists(path))
                return Portable(path, new FileInfo(path).Length);
            reason = Directory.Exists(path) ? "it is a folder" : "it is not there";
            return null;
        }

        if (Statx(CurrentFolder, Encoding.UTF8.GetBytes(path + '\0'), 0, BasicAndCreated, out StatxResult result) == 0)
            return From(result);
        reason = Marshal.GetLastPInvokeErrorMessage();
        return null;
    }

    private static FileStatus From(in StatxResult result)
    {
        long created = (result.Mask & HasCreated) == 0 ? 0 : Nanoseconds(result.CreatedSeconds, result.CreatedNanoseconds);
        ulong device = ((ulong)result.DeviceMajor << 32) | result.DeviceMinor;
        return new FileStatus(new FileKey(device, result.Inode), created, (long)result.Size,
            Nanoseconds(result.ModifiedSeconds, result.ModifiedNanoseconds), (result.Mode & TypeBits) == RegularFile);
    }

    private static long Nanoseconds(long seconds, uint nanoseconds) => unchecked((seconds * 1_000_000_000) + nanoseconds);

    // Without device and inode a file is known by its path and the time of its creation.
    private static FileStatus Portable(string path, long size)
    {
        FileInfo file = new(path);
        byte[] hash = System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(file.FullName));
        FileKey key = new((ulong)file.CreationTimeUtc.Ticks, BitConverter.ToUInt64(hash));
        return new FileStatus(key, file.CreationTimeUtc.Ticks, size, file.LastWriteTimeUtc.Ticks * 100, IsFile: true);
    }

    [DllImport("libc", EntryPoint = "statx", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Statx(int folder, byte[] path, int flags, uint mask, out StatxResult result);

    [DllImport("libc", EntryPoint = "statx", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Statx(SafeFileHandle file, byte[] path, int flags, uint mask, out StatxResult result);

    // The kernel's struct statx, the same on every architecture.
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct StatxResult
    {
        [FieldOffset(0)] public uint Mask;
        [FieldOffset(28)] public ushort Mode;
        [FieldOffset(32)] public ulong Inode;
        [FieldOffset(40)] public ulong Size;
        [FieldOffset(80)] public long CreatedSeconds;
        [FieldOffset(88)] public uint CreatedNanoseconds;
        [FieldOffset(112)] public long ModifiedSeconds;
        [FieldOffset(120)] public uint ModifiedNanoseconds;
        [FieldOffset(136)] public uint DeviceMajor;
        [FieldOffset(140)] public uint DeviceMinor;
    }
}
