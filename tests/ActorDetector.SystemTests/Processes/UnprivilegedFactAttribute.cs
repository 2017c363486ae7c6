namespace ActorDetector.SystemTests.Processes;

/// <summary>A test of what a user may not do; skipped where the user may do everything, or where files have no Unix permissions.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class UnprivilegedFactAttribute : FactAttribute
{
    public UnprivilegedFactAttribute() => Skip = OperatingSystem.IsWindows() ? "needs Unix file permissions"
        : Environment.IsPrivilegedProcess ? "needs a user who is not root: root may read every file"
        : null;
}
