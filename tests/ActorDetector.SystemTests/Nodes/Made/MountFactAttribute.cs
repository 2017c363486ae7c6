namespace ActorDetector.SystemTests.Nodes.Made;

/// <summary>A test that mounts a small disk of its own.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class MountFactAttribute : FactAttribute
{
    public MountFactAttribute() =>
        Skip = OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess ? null : "needs Linux and root: it mounts a small disk";
}
