namespace ActorDetector.Actors.Nodes;

/// <summary>A file that holds a password and nothing else.</summary>
public static class PasswordFile
{
    /// <summary>The password in a file.</summary>
    /// <param name="option">The option that names the file.</param>
    /// <param name="file">The file.</param>
    /// <exception cref="IOException">It cannot be read, or is empty.</exception>
    public static string Read(string option, string file)
    {
        try
        {
            string password = File.ReadAllText(file).TrimEnd('\r', '\n');
            return password.Length > 0 ? password : throw new IOException("it is empty");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"{option} {file} cannot be read: {fault.Message}", fault);
        }
    }
}
