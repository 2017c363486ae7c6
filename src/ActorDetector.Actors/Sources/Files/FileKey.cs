using System.Globalization;

namespace ActorDetector.Actors.Sources.Files;

/// <summary>What a file is known by while it exists, whatever its name is: no two files have it at once.</summary>
/// <param name="Device">The file system that it is on.</param>
/// <param name="Inode">Its number there; may be given to another file once it is removed.</param>
internal readonly record struct FileKey(ulong Device, ulong Inode)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Device:x}:{Inode:x}");
}
