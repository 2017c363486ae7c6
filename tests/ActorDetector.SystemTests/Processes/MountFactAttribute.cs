using System.Diagnostics;

namespace ActorDetector.SystemTests.Processes;

/// <summary>A test that mounts disks, or makes folders read-only for its own processes: skipped where it may not.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class MountFactAttribute : FactAttribute
{
    public MountFactAttribute() => Skip =
        !OperatingSystem.IsLinux() || !File.Exists("/usr/bin/unshare") || !File.Exists("/usr/bin/setpriv") ? "needs unshare and setpriv of Linux"
        : !Environment.IsPrivilegedProcess || !MayMount() ? "needs the right to mount: run it as root"
        : null;

    private static bool MayMount()
    {
        using Process attempt = Process.Start(new ProcessStartInfo("unshare", ["--mount", "mount", "--make-rprivate", "/"]) { RedirectStandardError = true })!;
        attempt.WaitForExit();
        return attempt.ExitCode == 0;
    }
}
