using System.Security.Cryptography;
using System.Text.Json;
using ActorDetector.Detection.Detectors;

namespace ActorDetector.Detection.Bundles;

/// <summary>The files of a bundle that is there, each checked by its hash when it is read.</summary>
internal sealed class BundleFiles
{
    /// <summary>The file that a bundle has.</summary>
    public const string ManifestName = "manifest.json";

    private readonly string _folder;

    private BundleFiles(string folder, BundleManifest manifest) => (_folder, Manifest) = (folder, manifest);

    /// <summary>What the bundle is.</summary>
    public BundleManifest Manifest { get; }

    /// <summary>The files of a folder.</summary>
    /// <exception cref="BundleException">Its manifest is damaged, or of another format version.</exception>
    public static BundleFiles Open(string folder)
    {
        try
        {
            byte[] bytes = File.ReadAllBytes(Path.Combine(folder, ManifestName));
            using (var document = JsonDocument.Parse(bytes))
            {
                int version = document.RootElement.GetProperty("formatVersion").GetInt32();
                if (version != BundleFolder.FormatVersion)
                {
                    throw new BundleException(
                        $"The model bundle {folder} has format version {version}; this program reads version {BundleFolder.FormatVersion}. Use the program that wrote it, or train again.");
                }
            }

            BundleManifest manifest = BundleJson.Parse<BundleManifest>(bytes, ManifestName);
            if (!ManifestVersion.Fits(bytes, manifest.Version))
                throw new FormatException($"{ManifestName} was changed after it was written: its version is not that of its content");
            return new BundleFiles(folder, manifest);
        }
        catch (Exception fault) when (IsOfContent(fault) || IsOfDisk(fault))
        {
            throw Damaged(folder, $"{ManifestName}: {fault.Message}", fault);
        }
    }

    /// <summary>The bytes of a file.</summary>
    /// <exception cref="BundleException">It is missing, or not the file that was written.</exception>
    public byte[] Read(string name)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(Path.Combine(_folder, name));
        }
        catch (Exception fault) when (IsOfDisk(fault))
        {
            throw Damaged($"{name} cannot be read: {fault.Message}", fault);
        }

        if (!Manifest.Files.TryGetValue(name, out string? expected) || Hash(bytes) != expected)
            throw Damaged($"{name} ({bytes.Length:N0} bytes) is not the file that was written: its SHA-256 is {Hash(bytes)}, the manifest says {expected ?? "nothing"}");
        return bytes;
    }

    /// <summary>The bytes of a file that not every bundle has; null when it has not.</summary>
    /// <exception cref="BundleException">It is not the file that was written.</exception>
    public byte[]? ReadIfThere(string name) => Manifest.Files.ContainsKey(name) ? Read(name) : null;

    /// <summary>The state of a detector; null when the bundle has none.</summary>
    /// <exception cref="BundleException">A file is not the one that was written.</exception>
    /// <exception cref="FormatException">A file is not what it must be.</exception>
    public DetectorState? ReadState(string detector) =>
        Manifest.Files.ContainsKey(DetectorFiles.JsonOf(detector)) ? DetectorFiles.Read(detector, Manifest.Files.ContainsKey, Read) : null;

    /// <summary>The fault of a bundle whose content is wrong.</summary>
    public BundleException Damaged(string what, Exception? inner = null) => Damaged(_folder, what, inner);

    /// <summary>The hash by which a manifest knows a file.</summary>
    public static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>Whether a fault is one of what a file holds.</summary>
    public static bool IsOfContent(Exception fault) =>
        fault is FormatException or JsonException or ArgumentException or KeyNotFoundException or InvalidOperationException;

    /// <summary>Whether a fault is one of the disk.</summary>
    public static bool IsOfDisk(Exception fault) => fault is IOException or UnauthorizedAccessException;

    private static BundleException Damaged(string folder, string what, Exception? inner)
    {
        string message = $"The model bundle {folder} is damaged: {what.TrimEnd('.')}. Copy it anew, or train again.";
        return inner is null ? new BundleException(message) : new BundleException(message, inner);
    }
}
