namespace ActorDetector.Actors.Tests.Sources.Syslog;

/// <summary>Tests that need a program, or a file of one.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ProgramTheoryAttribute : TheoryAttribute
{
    public ProgramTheoryAttribute(string path) => Skip = File.Exists(path) ? null : $"needs {path}";
}
