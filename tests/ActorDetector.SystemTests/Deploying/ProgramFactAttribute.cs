namespace ActorDetector.SystemTests.Deploying;

/// <summary>A test that needs programs, or files of them.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ProgramFactAttribute : FactAttribute
{
    public ProgramFactAttribute(params string[] paths) =>
        Skip = paths.FirstOrDefault(path => !File.Exists(path)) is { } missing ? $"needs {missing}" : null;
}
