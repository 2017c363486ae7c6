using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace ActorDetector.Actors.ShardLogs.Embedded;

/// <summary>Keeps other processes out of a folder for as long as it lives. A kill of the process frees it.</summary>
internal sealed class FolderLock : IDisposable
{
    private const int WouldBlock = 11, WouldBlockMac = 35; // errno
    private const int SharingViolation = unchecked((int)0x80070020);

    private readonly SafeFileHandle _handle;

    /// <summary>Takes a folder.</summary>
    /// <exception cref="ShardLogException">Another has it.</exception>
    public FolderLock(string folder)
    {
        // Beside the lock: what is locked cannot be read.
        string owner = Path.Combine(folder, "owner");
        try
        {
            _handle = File.OpenHandle(Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException error) when (error.HResult is WouldBlock or WouldBlockMac or SharingViolation && File.Exists(owner))
        {
            throw new ShardLogException(
                $"The shard log in {folder} is in use by process {File.ReadAllText(owner).Trim()}: end that first, or use another folder.", error);
        }

        try
        {
            File.WriteAllText(owner, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        }
        catch (IOException)
        {
            // A full disk: it only serves the message above.
        }
    }

    /// <summary>Frees the folder.</summary>
    public void Dispose() => _handle.Dispose();
}
