namespace ActorDetector.SystemTests.Processes;

/// <summary>A test of what only Linux has: its signals, its devices.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LinuxFactAttribute : FactAttribute
{
    public LinuxFactAttribute() => Skip = OperatingSystem.IsLinux() ? null : "needs Linux: a signal or a device that only it has";
}
