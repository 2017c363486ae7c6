using ActorDetector.Actors.Stores;

namespace ActorDetector.Storage.Sqlite;

/// <summary>Keeps a second owner from a store: a file beside it, locked as long as this process lives. The file itself stays: to delete it
/// could take it from under a next owner.</summary>
internal sealed class DatabaseLock : IDisposable
{
    private const int ReadOnly = 30; // errno

    private readonly FileStream _file;

    /// <summary>Takes the lock.</summary>
    /// <exception cref="StoreException">Another has it, or the folder cannot be written.</exception>
    public DatabaseLock(string path)
    {
        string file = path + ".lock";
        try
        {
            _file = new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException { HResult: ReadOnly })
        {
            throw new StoreException($"{file} cannot be written: make the data folder writable for this user, or give another one ({exception.Message}).", exception);
        }
        catch (IOException exception)
        {
            throw new StoreException($"{path} is in use by another process, or {file} cannot be written: end that process, or give another data folder ({exception.Message}).", exception);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
