namespace ActorDetector.Actors.Tests.Sources.Syslog;

/// <summary>A test that needs a program, or a file of one.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ProgramFactAttribute : FactAttribute
{
    public ProgramFactAttribute(string path) => Skip = File.Exists(path) ? null : $"needs {path}";
}
