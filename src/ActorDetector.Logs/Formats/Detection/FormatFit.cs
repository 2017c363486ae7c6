namespace ActorDetector.Logs.Formats.Detection;

/// <summary>A format that was tried on a log's first lines, as options, and the share of the lines that it fits.</summary>
internal readonly record struct FormatFit(FormatOptions Options, double Share)
{
    /// <summary>The one that fits more lines; of equals the first.</summary>
    public static FormatFit Better(FormatFit one, FormatFit other) => other.Share > one.Share ? other : one;
}
