using ActorDetector.Detection.Bundles;

namespace ActorDetector.Actors.Models;

/// <summary>Keeps model bundles for all nodes of a cluster.</summary>
public interface IBundleStore
{
    /// <summary>Keeps the files of a bundle, each with its SHA-256; nothing when the version is there and was not damaged since.</summary>
    /// <param name="version">The bundle's version.</param>
    /// <param name="folder">Its folder.</param>
    /// <param name="cancellation">Ends it.</param>
    Task AddAsync(string version, string folder, CancellationToken cancellation);

    /// <summary>Writes the files of a bundle into a folder, which is made: all of it, durably, or none.</summary>
    /// <param name="version">The bundle's version.</param>
    /// <param name="folder">Where; must not be there.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="BundleException">There is none of this version, or a file is not as its SHA-256 says.</exception>
    Task FetchAsync(string version, string folder, CancellationToken cancellation);

    /// <summary>Lets go of all bundles but those of some versions.</summary>
    Task KeepAsync(IReadOnlySet<string> versions, CancellationToken cancellation);
}
