namespace ActorDetector.Actors.Tests.ShardLogs;

/// <summary>A test that mounts a small file system of its own.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RootFactAttribute : FactAttribute
{
    public RootFactAttribute() =>
        Skip = OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess ? null : "needs Linux and root: it mounts a small file system";
}
