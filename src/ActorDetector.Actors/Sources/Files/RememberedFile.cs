using System.Security.Cryptography;
using System.Text.Json;
using ActorDetector.Logs.Reading;

namespace ActorDetector.Actors.Sources.Files;

/// <summary>What is remembered of a file across restarts.</summary>
/// <param name="Version">The version of this form.</param>
/// <param name="Path">Where it was first seen.</param>
/// <param name="Created">When the file system says that it was created; 0 where that does not tell.</param>
/// <param name="Generation">How often its content was replaced.</param>
/// <param name="Producer">Whose positions its lines have; empty until its first line was seen.</param>
/// <param name="Place">Where reading is taken up.</param>
/// <param name="HeadLength">How many first bytes <paramref name="Head"/> stands for.</param>
/// <param name="Head">What its first bytes hash to.</param>
/// <param name="Tail">What the bytes before <paramref name="Place"/> hash to.</param>
/// <param name="PackedSize">The size of a .gz; 0 for others.</param>
/// <param name="IsEnded">Whether it was read to its end and let go.</param>
/// <param name="Seen">When it was last there, ticks UTC.</param>
internal sealed record RememberedFile(
    int Version,
    string Path,
    long Created,
    int Generation,
    string Producer,
    LinePlace Place,
    int HeadLength,
    string Head,
    string Tail,
    long PackedSize,
    bool IsEnded,
    long Seen)
{
    /// <summary>The present version.</summary>
    public const int Current = 1;

    /// <summary>What some bytes hash to.</summary>
    public static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 16));

    /// <summary>Whether a content may begin as this file did.</summary>
    public bool BeginsAs(ReadOnlySpan<byte> head) => head.Length >= HeadLength && Hash(head[..HeadLength]) == Head;

    /// <summary>Writes it.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this);

    /// <summary>Reads what was written.</summary>
    /// <exception cref="IOException">It cannot be read, or is of another version.</exception>
    public static RememberedFile FromBytes(string key, byte[] bytes)
    {
        try
        {
            RememberedFile? file = JsonSerializer.Deserialize<RememberedFile>(bytes);
            if (file is { Version: Current, Path: not null, Producer: not null, Head: not null, Tail: not null })
                return file;
            throw new IOException($"what is remembered of followed file {key} is of version {file?.Version}, and this program knows {Current}: "
                + "run the version that wrote it");
        }
        catch (JsonException e)
        {
            throw new IOException($"what is remembered of followed file {key} is damaged ({e.Message}): restore the data folder from a copy", e);
        }
    }
}
