namespace ActorDetector.Tests.Shared;

/// <summary>The real labelled logs that stand beside the checkout, in <c>../shared/data</c>, where they are there.</summary>
internal static class SharedData
{
    private static readonly string? Root = Find();

    /// <summary>Why tests that need the logs are skipped, or null when the logs are there.</summary>
    public static string? Missing => Root is null ? "needs the labelled logs of ../shared/data, which are not beside this checkout" : null;

    /// <summary>The full path of a file or folder of the logs, as <c>PathOf("hdfs_raw", "hdfs.log.gz")</c>.</summary>
    public static string PathOf(params string[] parts) => Path.Combine([Root ?? throw new InvalidOperationException(Missing), .. parts]);

    private static string? Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(Path.Combine(folder.FullName, "ActorDetector.sln")))
                continue;
            string data = Path.Combine(folder.FullName, "..", "shared", "data");
            return Directory.Exists(data) ? Path.GetFullPath(data) : null;
        }

        return null;
    }
}
