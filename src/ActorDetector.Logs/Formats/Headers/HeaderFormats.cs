namespace ActorDetector.Logs.Formats.Headers;

/// <summary>Makes header formats from options.</summary>
internal static class HeaderFormats
{
    /// <summary>Whether a format's name is a header pattern.</summary>
    public static bool IsPattern(string format) => format.Contains('<', StringComparison.Ordinal);

    /// <summary>The preset of a name, or null.</summary>
    public static Preset? Find(string name) =>
        Presets.All.FirstOrDefault(preset => preset.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The options with what a preset says where they say nothing.</summary>
    public static FormatOptions WithDefaults(FormatOptions options)
    {
        Preset? preset = Find(options.Format);
        return options with
        {
            MessageField = options.MessageField ?? KnownNames.Content,
            TimeField = options.TimeField ?? preset?.TimeField,
            TimeFormat = options.TimeFormat ?? (options.TimeField is null ? preset?.TimeFormat : null),
        };
    }

    /// <summary>The format of a preset's name or a pattern.</summary>
    /// <exception cref="FormatException">The pattern is not well formed.</exception>
    /// <exception cref="ArgumentException">A field or a time's format is none.</exception>
    public static HeaderFormat Create(FormatOptions options)
    {
        options = WithDefaults(options);
        Preset? preset = Find(options.Format);
        HeaderPattern pattern = HeaderPattern.Parse(preset?.Pattern ?? options.Format);
        return new HeaderFormat(preset?.Name ?? options.Format, pattern, preset?.Rule, options);
    }
}
