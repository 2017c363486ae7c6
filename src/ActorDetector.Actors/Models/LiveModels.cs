using ActorDetector.Actors.Mailboxes;
using ActorDetector.Actors.ShardLogs.Embedded;
using ActorDetector.Detection.Bundles;

namespace ActorDetector.Actors.Models;

/// <summary>The models that judge, by version. Their bundles are copied into the data folder, so that lines that wait in the log are judged by
/// the model of their time, whatever becomes of the folder that was given.</summary>
public sealed class LiveModels : IAsyncDisposable
{
    private readonly string _folder;
    private readonly int _actors;
    private readonly int _cacheMegabytes;
    private readonly IDeadLetters _deadLetters;
    private readonly IBundleStore? _bundles;
    private readonly SemaphoreSlim _fetching = new(1, 1);
    private readonly Lock _gate = new();
    private readonly Dictionary<string, LoadedModel> _models = [];

    /// <summary>No models yet.</summary>
    /// <param name="folder">Where bundles are kept, a folder for each version.</param>
    /// <param name="actors">How many actors make predictions with a model: one for each core.</param>
    /// <param name="cacheMegabytes">Memory for remembered predictions in MiB, of each model.</param>
    /// <param name="deadLetters">Takes messages that make them throw.</param>
    /// <param name="bundles">Keeps the bundles of a cluster, of which the folder is a cache; null where the folder has them all.</param>
    public LiveModels(string folder, int actors, int cacheMegabytes, IDeadLetters deadLetters, IBundleStore? bundles = null)
    {
        _bundles = bundles;
        _folder = folder;
        _actors = actors;
        _cacheMegabytes = cacheMegabytes;
        _deadLetters = deadLetters;
    }

    /// <summary>The models that are loaded.</summary>
    public IReadOnlyList<LoadedModel> Loaded
    {
        get
        {
            lock (_gate)
                return [.. _models.Values];
        }
    }

    /// <summary>Where the bundle of a version is kept.</summary>
    public string PathOf(string version) => Path.Combine(_folder, version);

    /// <summary>Reads a bundle and keeps a copy of it: for all nodes, where there are several.</summary>
    /// <param name="path">The bundle's folder.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="BundleException">It is no bundle, is damaged, or is of another version; the message says what to do.</exception>
    /// <exception cref="IOException">The data folder cannot be written.</exception>
    public async Task<ModelBundle> TakeAsync(string path, CancellationToken cancellation)
    {
        ModelBundle bundle = BundleFolder.Read(path);
        string kept = PathOf(bundle.Version);
        if (!IsWhole(kept))
        {
            Directory.CreateDirectory(_folder);
            BundleFolder.Copy(path, kept);
            // The store will say that it judges: then it must be there, whatever happens.
            FolderSync.Sync(kept);
            FolderSync.Sync(_folder);
        }

        if (_bundles is not null)
            await _bundles.AddAsync(bundle.Version, kept, cancellation).ConfigureAwait(false);
        return bundle;
    }

    /// <summary>The model of a version that was taken once.</summary>
    /// <exception cref="BundleException">Its copy is gone or damaged.</exception>
    public async ValueTask<LoadedModel> GetAsync(string version, CancellationToken cancellation)
    {
        if (Find(version) is { } known)
            return known;
        await _fetching.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (_bundles is not null && !IsWhole(PathOf(version)))
            {
                Directory.CreateDirectory(_folder);
                await _bundles.FetchAsync(version, PathOf(version), cancellation).ConfigureAwait(false);
            }

            if (Find(version) is { } meanwhile)
                return meanwhile;
            // Who asks what is loaded does not wait for this.
            LoadedModel model = new(BundleFolder.Read(PathOf(version)), _actors, _cacheMegabytes, _deadLetters);
            lock (_gate)
                _models.Add(version, model);
            return model;
        }
        finally
        {
            _fetching.Release();
        }
    }

    /// <summary>Lets go of all models but those of some versions, and deletes the copies of the others.</summary>
    public async Task KeepAsync(IReadOnlySet<string> versions)
    {
        ArgumentNullException.ThrowIfNull(versions);
        await _fetching.WaitAsync().ConfigureAwait(false);
        try
        {
            await LetGoAsync(versions).ConfigureAwait(false);
        }
        finally
        {
            _fetching.Release();
        }
    }

    private async Task LetGoAsync(IReadOnlySet<string> versions)
    {
        List<LoadedModel> gone;
        lock (_gate)
        {
            gone = [.. _models.Where(pair => !versions.Contains(pair.Key)).Select(pair => pair.Value)];
            foreach (LoadedModel model in gone)
                _models.Remove(model.Bundle.Version);
        }

        foreach (LoadedModel model in gone)
            await model.DisposeAsync().ConfigureAwait(false);
        foreach (string folder in Directory.Exists(_folder) ? Directory.GetDirectories(_folder) : [])
        {
            if (!versions.Contains(Path.GetFileName(folder)))
                Directory.Delete(folder, recursive: true);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (LoadedModel model in Loaded)
            await model.DisposeAsync().ConfigureAwait(false);
        _fetching.Dispose();
    }

    private LoadedModel? Find(string version)
    {
        lock (_gate)
            return _models.GetValueOrDefault(version);
    }

    private static bool IsWhole(string kept)
    {
        try
        {
            if (!Directory.Exists(kept))
                return false;
            BundleFolder.Read(kept);
            return true;
        }
        catch (BundleException)
        {
            Directory.Delete(kept, recursive: true); // a power cut may have left half of it
            return false;
        }
    }
}
