using System.Diagnostics;

namespace ActorDetector.Actors.Tests.ShardLogs;

/// <summary>A file system in memory of 4 MiB, gone when the test is.</summary>
internal sealed class SmallDisk : IDisposable
{
    public SmallDisk() => Run("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", Path);

    public string Path { get; } = Directory.CreateTempSubdirectory("actordetector-").FullName;

    public void Remount(string how) => Run("mount", "-o", $"remount,{how}", Path);

    public void Dispose()
    {
        Run("umount", Path);
        Directory.Delete(Path);
    }

    private static void Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(program, arguments);
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, $"{program} {string.Join(' ', arguments)}");
    }
}
