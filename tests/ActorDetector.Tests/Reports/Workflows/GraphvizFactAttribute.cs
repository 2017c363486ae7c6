namespace ActorDetector.Tests.Reports.Workflows;

/// <summary>A test that needs Graphviz; skipped with that reason where <c>dot</c> is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class GraphvizFactAttribute : FactAttribute
{
    public GraphvizFactAttribute()
    {
        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        if (!folders.Any(folder => File.Exists(Path.Combine(folder, "dot"))))
            Skip = "needs dot of Graphviz on PATH";
    }
}
