namespace ActorDetector.SystemTests.Deploying;

/// <summary>The files that a node is deployed with.</summary>
internal static class Deployment
{
    /// <summary>The root of the repository.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The path of a file, as <c>systemd/actordetector.service</c>.</summary>
    public static string PathOf(string file) => Path.Combine(Root, "deploy", file);

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ActorDetector.sln")))
                return folder.FullName;
        }

        throw new DirectoryNotFoundException("The tests run outside the repository.");
    }
}
