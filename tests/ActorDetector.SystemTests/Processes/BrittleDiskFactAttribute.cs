namespace ActorDetector.SystemTests.Processes;

/// <summary>A test with a disk that fails.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrittleDiskFactAttribute : FactAttribute
{
    public BrittleDiskFactAttribute() => Skip = BrittleDisk.IsPossible ? null : "needs Linux, root, loop devices and ext4";
}
