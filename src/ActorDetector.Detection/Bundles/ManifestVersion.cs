using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ActorDetector.Detection.Bundles;

/// <summary>A model's version: the first 16 hexadecimal digits of the SHA-256 of its manifest as written, without the version. Taken of the
/// bytes, so that a program that knows more settings still reads a manifest that has fewer.</summary>
internal static class ManifestVersion
{
    /// <summary>The manifest with its version.</summary>
    public static BundleManifest Stamp(BundleManifest manifest)
    {
        byte[] unstamped = JsonSerializer.SerializeToUtf8Bytes(manifest with { Version = "" }, BundleJson.Options);
        return manifest with { Version = Of(unstamped) };
    }

    /// <summary>Whether a written manifest is still what its version was taken of.</summary>
    public static bool Fits(ReadOnlySpan<byte> written, string version)
    {
        byte[] field = Encoding.UTF8.GetBytes($"\"version\": \"{version}\"");
        int start = written.IndexOf(field);
        return start >= 0 && Of([.. written[..start], .. "\"version\": \"\""u8, .. written[(start + field.Length)..]]) == version;
    }

    private static string Of(byte[] unstamped) => Convert.ToHexStringLower(SHA256.HashData(unstamped))[..16];
}
