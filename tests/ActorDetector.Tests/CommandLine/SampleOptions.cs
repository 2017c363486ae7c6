using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ActorDetector.CommandLine;

namespace ActorDetector.Tests.CommandLine;

/// <summary>A property of each kind that an options record may have.</summary>
public sealed record SampleOptions
{
    [Description("Length of the window")]
    [Range(1, 256)]
    public int Window { get; init; } = 10;

    [Description("Longest line in bytes")]
    [Range(64, int.MaxValue)]
    public int MaxLineBytes { get; init; } = 65_536;

    [Description("Lines in all")]
    public long Lines { get; init; } = 5_000_000_000;

    [Description("Seed")]
    public ulong Seed { get; init; } = 1;

    [Description("Learning rate")]
    [Range(1e-7, 1.0)]
    public double LearningRate { get; init; } = 0.001;

    [Description("Similarity")]
    [Range(0.0, 1.0)]
    public double? Similarity { get; init; }

    [Description("Events of a session")]
    [Range(1, 100)]
    public int? SessionCount { get; init; }

    [Description("Where to write")]
    [ShortName("-o")]
    [ValueName("FILE")]
    public string? Output { get; init; }

    [Description("Three letters or more")]
    [MinLength(3)]
    public string Name { get; init; } = "abc";

    [Description("Use the built-in masks")]
    public bool BuiltInMasks { get; init; } = true;

    [Description("Whether sessions end")]
    public bool? Bounded { get; init; }

    [Description("Pause")]
    public TimeSpan? SessionGap { get; init; }

    [Description("Paint")]
    public Colour Colour { get; init; } = Colour.DarkBlue;

    [Description("Own mask")]
    public IReadOnlyList<string> Mask { get; init; } = [];
}
