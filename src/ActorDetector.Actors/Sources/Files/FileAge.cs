namespace ActorDetector.Actors.Sources.Files;

/// <summary>Which of the files that a log was rotated into are the older ones.</summary>
internal static class FileAge
{
    /// <summary>The files in the order in which they were last written to. Clocks of file systems tick slowly: of files written to in the same
    /// tick the one created first is older, and then the one whose name rotation has made the longer, or higher (<c>app.log.2</c>, <c>app.log.1</c>,
    /// <c>app.log</c>).</summary>
    public static IEnumerable<(string Path, FileStatus Status)> OldestFirst(IEnumerable<(string Path, FileStatus Status)> files) => files
        .OrderBy(file => file.Status.Modified)
        .ThenBy(file => file.Status.Created)
        .ThenByDescending(file => file.Path, Comparer<string>.Create((one, other) => one.Length != other.Length ? one.Length.CompareTo(other.Length) : string.CompareOrdinal(one, other)));
}
