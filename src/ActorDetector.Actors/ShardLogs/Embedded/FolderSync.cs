using System.Runtime.InteropServices;

namespace ActorDetector.Actors.ShardLogs.Embedded;

/// <summary>Makes a folder's entries durable: a new file is lost with its name when the power fails before the folder is synced. On Linux and macOS;
/// elsewhere the file system sees to it.</summary>
public static class FolderSync
{
    /// <summary>Syncs a folder.</summary>
    /// <exception cref="IOException">It could not be synced.</exception>
    public static void Sync(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;
        int descriptor = Open(folder, 0);
        if (descriptor < 0)
            throw Error(folder);
        try
        {
            const int Invalid = 22; // EINVAL: this file system does not sync folders
            if (Sync(descriptor) != 0 && Marshal.GetLastPInvokeError() != Invalid)
                throw Error(folder);
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    private static IOException Error(string folder)
    {
        int error = Marshal.GetLastPInvokeError();
        return new IOException($"{Marshal.GetPInvokeErrorMessage(error)} : '{folder}'", error);
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Sync(int descriptor);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int descriptor);
}
