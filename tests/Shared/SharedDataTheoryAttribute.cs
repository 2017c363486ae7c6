namespace ActorDetector.Tests.Shared;

/// <summary>A test with cases that needs the real logs of <c>../shared/data</c>; skipped with that reason where they are missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedDataTheoryAttribute : TheoryAttribute
{
    public SharedDataTheoryAttribute() => Skip = SharedData.Missing;
}
