using System.Diagnostics;

namespace ActorDetector.Storage.Tests.Made;

/// <summary>A test that needs a small disk of its own: a tmpfs, which only root on Linux may mount.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TmpfsFactAttribute : FactAttribute
{
    public TmpfsFactAttribute() => Skip = CanMount() ? null : "needs to mount a tmpfs: root on Linux";

    private static bool CanMount()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
            return false;
        using TemporaryFolder folder = new();
        if (Run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder.Path) != 0)
            return false;
        return Run("umount", folder.Path) == 0;
    }

    /// <summary>Runs a program and gives its exit code.</summary>
    public static int Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
