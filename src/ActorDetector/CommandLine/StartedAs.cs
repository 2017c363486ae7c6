namespace ActorDetector.CommandLine;

/// <summary>What a person types to start the program again.</summary>
public static class StartedAs
{
    private const string ProjectFile = "ActorDetector.csproj";

    /// <summary>The words before a command: by <c>dotnet run</c> where the program is the build of a checkout, else its name.</summary>
    /// <param name="program">The folder of the running program.</param>
    /// <param name="working">The working folder.</param>
    public static string Of(string program, string working)
    {
        for (DirectoryInfo? folder = new(program); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, ProjectFile)))
                return $"dotnet run -c Release --project {Quoted(Path.GetRelativePath(working, folder.FullName))} --";
        }

        return App.Name;
    }

    private static string Quoted(string path) => path.Contains(' ', StringComparison.Ordinal) ? $"\"{path}\"" : path;
}
