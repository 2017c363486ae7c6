using ActorDetector.Logs;
using ActorDetector.Logs.Reading;

namespace ActorDetector.Actors.Sources.Files;

/// <content>Finds the files that the patterns name: new ones, and what became of those that are open.</content>
public sealed partial class FileSource
{
    private const int MostLooks = 8;

    private async ValueTask SearchAsync(CancellationToken cancellation)
    {
        _searchNow = false;
        Note();
        bool first = !_looked;
        bool fromEnd = first && _ledger.IsEmpty && _options.FilesFrom == FileStart.End;
        _looked = true;
        List<(string Path, FileStatus Status)> found = FoundWhole();
        HashSet<FileKey> present = [.. found.Select(file => file.Status.Key)];
        HashSet<(string Path, FileKey Key)> places = [.. found.Select(file => (file.Path, file.Status.Key))];
        foreach (FollowedFile file in _order)
        {
            bool rotated = !places.Contains((file.Path, file.Key));
            if (rotated && !file.IsRotated)
                (file.IsBehind, file.Grown) = (true, _time.GetTimestamp());
            file.IsRotated = rotated;

            // A .gz of what was empty when it was opened, or waits for its turn since, is known by its first bytes too.
            if (file.FindHead())
                _ledger.Set(file.Key, file.Remember(Now));
        }

        Tell(OpenAll([.. FileAge.OldestFirst(found.Where(file => IsWanted(file.Status))).DistinctBy(file => file.Status.Key)], places, fromEnd));
        foreach (FileKey gone in _leftAlone.Keys.Where(key => !present.Contains(key)).ToArray())
            _leftAlone.Remove(gone);
        _opener.Forget(present);

        // Before anything is handed on: that a content was replaced must not be forgotten.
        await SaveAsync(cancellation).ConfigureAwait(false);
    }

    // A log that is rotated during a look may be met at neither of its names, and the one begun in its place would go before it: where there is
    // something new, it is looked again until a look has met nothing that the one before had not.
    private List<(string Path, FileStatus Status)> FoundWhole()
    {
        List<(string Path, FileStatus Status)> found = Found();
        for (int look = 1; look < MostLooks && found.Exists(file => IsWanted(file.Status)); look++)
        {
            HashSet<FileKey> met = [.. found.Select(file => file.Status.Key)];
            found = Found();
            if (found.TrueForAll(file => met.Contains(file.Status.Key)))
                break;
        }

        return found;
    }

    private List<(string Path, FileStatus Status)> Found()
    {
        List<(string Path, FileStatus Status)> found = [];
        foreach (string pattern in _options.Files)
        {
            try
            {
                foreach (string path in InputFiles.Find(pattern))
                {
                    if (FileStatus.At(path, out string reason) is not { } status)
                        Missing(path, reason);
                    else if (!status.IsFile)
                        Trouble(path, "it is a folder, pipe or device: name files, as 'logs/*.log'");
                    else
                        found.Add((path, status));
                }
            }
            catch (LogInputException e)
            {
                Trouble(pattern, e.Message);
            }
        }

        return found;
    }

    // A file may go while it is looked for; a link to nothing stays.
    private void Missing(string path, string reason)
    {
        if (new FileInfo(path).LinkTarget is { } target)
            Trouble(path, $"it is a link to {target}: {reason}");
        else if (Path.Exists(path))
            Trouble(path, reason);
    }

    private bool IsWanted(FileStatus status) => !_open.ContainsKey(status.Key) && !IsLeftAlone(status);

    private bool IsLeftAlone(FileStatus status)
    {
        if (_leftAlone.TryGetValue(status.Key, out FileStatus left) && left == status)
            return true;
        RememberedFile? known = _ledger[status.Key];
        return known is { IsEnded: true } && known.Created == status.Created
            && status.Size == (known.PackedSize > 0 ? known.PackedSize : known.Place.Offset);
    }

    // Opens what is wanted, oldest first, and gives the paths of what has to wait.
    private List<string> OpenAll(List<(string Path, FileStatus Status)> wanted, HashSet<(string Path, FileKey Key)> places, bool fromEnd)
    {
        HashSet<FileKey> present = [.. places.Select(place => place.Key)];
        HashSet<FileKey> moved = [];
        List<string> waiting = [];

        // Those that are remembered first: only when it is known whether they still hold what they held, it can be told what is a copy of that.
        foreach ((string path, FileStatus status) in wanted.OrderBy(file => _ledger[file.Status.Key] is null))
        {
            if (_open.Count >= _options.MaxFiles)
                waiting.Add(path);
            else if (!Open(path, status, present, fromEnd))
                moved.Add(status.Key);
        }

        foreach ((_, FileStatus status) in wanted)
        {
            _searchNow |= moved.Contains(status.Key);
            if (!_open.TryGetValue(status.Key, out FollowedFile? file))
                continue;
            file.IsRotated = !places.Contains((file.Path, file.Key));
            if (!_searchNow)
            {
                _order.Add(file);
                continue;
            }

            // What was moved is older, and is to be read before.
            _open.Remove(file.Key);
            file.Dispose();
        }

        return waiting;
    }

    // False when the path has another file by now, or none: what was there is to be looked for again.
    private bool Open(string path, FileStatus status, HashSet<FileKey> present, bool fromEnd)
    {
        try
        {
            if (_opener.Open(path, _open, present, fromEnd, Now) is not { } file)
                return true;
            if (file.Key != status.Key)
            {
                file.Dispose();
                return false;
            }

            _open.Add(file.Key, file);
            file.Grown = _time.GetTimestamp();
            _told.Remove(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            Trouble(path, e.Message);
            if (e is InvalidDataException)
                _leftAlone[status.Key] = status;
        }

        return true;
    }

    private void Tell(List<string> waiting)
    {
        string[] untold = [.. waiting.Where(path => _told.Add($"{path} waits"))];
        if (untold.Length > 0)
            LogWaiting(untold.Length, _options.MaxFiles, string.Join(", ", untold.Take(MostNamed)) + (untold.Length > MostNamed ? ", …" : ""));
        Counts.Tell(_order.Count, waiting.Count);
    }
}
