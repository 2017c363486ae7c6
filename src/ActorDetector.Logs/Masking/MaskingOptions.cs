using System.ComponentModel;

namespace ActorDetector.Logs.Masking;

/// <summary>Which variable parts are masked before mining.</summary>
public sealed record MaskingOptions
{
    /// <summary>Whether the built-in masks (addresses, numbers, hex, UUIDs, paths, e-mail, URLs, durations, sizes) are on. Default on.</summary>
    [Description("Use the built-in masks: addresses, numbers, hex, UUIDs, paths, e-mail, URLs, durations, sizes")]
    public bool BuiltInMasks { get; init; } = true;

    /// <summary>Own masks, applied first and in order, each <c>NAME=REGEX</c> (replaced by <c>&lt;NAME&gt;</c>) or a bare regex (replaced by
    /// <c>&lt;*&gt;</c>). Default none.</summary>
    [Description("Own mask, NAME=REGEX (becomes <NAME>) or REGEX (becomes <*>); may be given several times, applied first and in order")]
    public IReadOnlyList<string> Mask { get; init; } = [];
}
