namespace ActorDetector.SystemTests.Clusters;

/// <summary>A test of a cluster in which two versions of the program are: it needs the other one, too.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OtherVersionFactAttribute : FactAttribute
{
    private const string Variable = "ACTORDETECTOR_OTHER_VERSION";

    public OtherVersionFactAttribute() =>
        Skip = ClusterFactAttribute.Missing ?? (Program is null ? $"needs another version of the program: {Variable} names its actordetector.dll" : null);

    /// <summary>The other version's actordetector.dll.</summary>
    public static string? Program { get; } = Environment.GetEnvironmentVariable(Variable);
}
