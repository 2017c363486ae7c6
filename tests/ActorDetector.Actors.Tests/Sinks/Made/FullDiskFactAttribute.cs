namespace ActorDetector.Actors.Tests.Sinks.Made;

/// <summary>A test that needs a disk that is always full.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FullDiskFactAttribute : FactAttribute
{
    public FullDiskFactAttribute() => Skip = File.Exists("/dev/full") ? null : "needs /dev/full, a disk that is always full";
}
