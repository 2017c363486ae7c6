namespace ActorDetector.Actors.ShardLogs.Embedded;

/// <summary>Says what is wrong with a disk and what to do.</summary>
internal static class DiskTrouble
{
    private const int NoSpace = 28, NoQuota = 122, ReadOnly = 30; // errno
    private const int NoSpaceWindows = unchecked((int)0x80070070);

    /// <summary>Whether an exception is a disk's.</summary>
    public static bool Is(Exception error) => error is IOException or UnauthorizedAccessException;

    /// <summary>What is wrong and what to do.</summary>
    public static string Say(Exception error, string folder) => error switch
    {
        UnauthorizedAccessException => $"may not write to {folder}; give this user the right to ({error.Message})",
        DirectoryNotFoundException => $"the folder {folder} is gone; make it again",
        { HResult: NoSpace or NoSpaceWindows } => $"no space left on {folder}; free some",
        { HResult: NoQuota } => $"the disk quota of {folder} is used up; free or raise some",
        { HResult: ReadOnly } => $"{folder} is on a read-only file system; mount it for writing",
        _ => $"cannot write to {folder}; look at its disk ({error.Message})",
    };
}
