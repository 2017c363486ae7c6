namespace ActorDetector.Tests.Shared;

/// <summary>A test that needs the real logs of <c>../shared/data</c>; skipped with that reason where they are missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedDataFactAttribute : FactAttribute
{
    public SharedDataFactAttribute() => Skip = SharedData.Missing;
}
