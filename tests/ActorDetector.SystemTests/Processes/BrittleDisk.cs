using System.Diagnostics;

namespace ActorDetector.SystemTests.Processes;

/// <summary>A disk of a file's own, with a file system that becomes read-only when it meets an error, as that of a disk that fails.</summary>
internal sealed class BrittleDisk : IDisposable
{
    private readonly string _image;
    private bool _isMounted;

    /// <summary>Makes and mounts it.</summary>
    /// <param name="place">Where its file and its folder are.</param>
    public BrittleDisk(Workplace place)
    {
        _image = place.PathOf("disk.img");
        Folder = Directory.CreateDirectory(place.PathOf("disk")).FullName;
        using (FileStream file = File.Create(_image))
            file.SetLength(64 << 20);
        Run("mkfs.ext4", "-q", _image).ShouldBe(0);
        Mount();
    }

    /// <summary>Whether this machine and this user can have one.</summary>
    public static bool IsPossible { get; } = OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess && File.Exists("/dev/loop-control")
        && Directory.Exists("/sys/fs/ext4") && File.Exists("/usr/sbin/mkfs.ext4");

    /// <summary>Its folder.</summary>
    public string Folder { get; }

    /// <summary>Lets it meet an error: whatever is open on it cannot be written from now on.</summary>
    public void Fail()
    {
        string device = File.ReadLines("/proc/mounts").Select(mount => mount.Split(' ')).Last(mount => mount[1] == Folder)[0];
        File.WriteAllText($"/sys/fs/ext4/{Path.GetFileName(device)}/trigger_fs_error", "1");
    }

    /// <summary>Makes it writable again, when nobody uses it.</summary>
    public void Mend()
    {
        Unmount();
        Mount();
    }

    public void Dispose()
    {
        if (_isMounted)
            Unmount();
    }

    private void Mount() => _isMounted = Run("mount", "-o", "loop,errors=remount-ro", _image, Folder) == 0 ? true : throw new InvalidOperationException("It cannot be mounted.");

    private void Unmount()
    {
        Run("umount", Folder).ShouldBe(0);
        _isMounted = false;
    }

    private static int Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(program, arguments);
        process.WaitForExit();
        return process.ExitCode;
    }
}
