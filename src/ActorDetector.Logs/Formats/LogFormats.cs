using System.ComponentModel.DataAnnotations;
using System.Globalization;
using ActorDetector.Logs.Formats.Detection;
using ActorDetector.Logs.Formats.Headers;
using ActorDetector.Logs.Formats.Times;

namespace ActorDetector.Logs.Formats;

/// <summary>Finds the format that options name, or that a log's first lines show.</summary>
public static class LogFormats
{
    private const string Auto = "auto";

    /// <summary>How many first bytes of a log are enough to recognise its format.</summary>
    public const int SampleBytes = 64 * 1024;

    /// <summary>The names that <see cref="FormatOptions.Format"/> may have, beside a header pattern.</summary>
    public static IReadOnlyList<string> Names { get; } = [Auto, .. Presets.All.Select(preset => preset.Name)];

    /// <summary>The format of a log.</summary>
    /// <param name="options">What is known of it.</param>
    /// <param name="sample">Its first bytes (<see cref="SampleBytes"/> are enough), from which the rest is recognised.</param>
    /// <exception cref="ArgumentException">An option names no format, field, time format or zone.</exception>
    /// <exception cref="FormatException">A header pattern is not well formed.</exception>
    /// <exception cref="ValidationException">An option is out of its range.</exception>
    public static ResolvedFormat Resolve(FormatOptions options, ReadOnlySpan<byte> sample)
    {
        ArgumentNullException.ThrowIfNull(options);
        Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
        TimeReading.FindZone(options.TimeZone);
        Sample lines = new(sample);
        return options.Format.Equals(Auto, StringComparison.OrdinalIgnoreCase) ? Detect(options, lines) : Named(options, lines);
    }

    private static ResolvedFormat Named(FormatOptions options, Sample sample)
    {
        FormatOptions resolved = WithTime(options, sample);
        LogFormat format = Create(resolved, sample);
        return new ResolvedFormat(format, $"The format is {format.Name}, as given{Times(resolved)}.", resolved);
    }

    private static ResolvedFormat Detect(FormatOptions options, Sample sample)
    {
        if (HeaderDetector.Find(options, sample) is not { } found)
        {
            FormatOptions plain = options with { Format = Presets.Plain };
            return new ResolvedFormat(Create(plain, sample), "No header was recognised: each line is all content.", plain);
        }

        FormatOptions resolved = found.Options with
        {
            TimeField = options.TimeField ?? found.Options.TimeField,
            TimeFormat = options.TimeFormat ?? (options.TimeField is null ? found.Options.TimeFormat : null),
        };
        resolved = WithTime(resolved, sample);
        LogFormat format = Create(resolved, sample);
        string share = found.Share.ToString("P1", CultureInfo.InvariantCulture);
        return new ResolvedFormat(format, $"The format was recognised as {format.Name}: it fits {share} of the first {sample.Lines.Count:N0} lines{Times(resolved)}.", resolved);
    }

    private static HeaderFormat Create(FormatOptions options, Sample _)
    {
        if (HeaderFormats.Find(options.Format) is not null || HeaderFormats.IsPattern(options.Format))
            return HeaderFormats.Create(options);
        throw new ArgumentException($"--format '{options.Format}' is none that is known; give one of {string.Join(", ", Names)}, "
            + "or a header pattern as '<Date> <Time> <Level> <Content>'");
    }

    /// <summary>The options with the time's field and format, where the lines show them.</summary>
    private static FormatOptions WithTime(FormatOptions options, Sample sample)
    {
        LogFormat untimed = Create(options with { TimeField = null, TimeFormat = null }, sample);
        FormatOptions known = HeaderFormats.WithDefaults(options);
        if (known.TimeField is not null && known.TimeFormat is not null)
            return options with { TimeField = known.TimeField, TimeFormat = known.TimeFormat };
        return KnownTimes.Find(untimed, options, sample) is { } time ? options with { TimeField = time.Field, TimeFormat = time.Format } : options;
    }

    private static string Times(FormatOptions options) =>
        options.TimeField is null ? "" : options.TimeFormat is null ? $"; the times in {options.TimeField} were not recognised (give --time-format)"
        : $"; times are {options.TimeFormat} in {options.TimeField}";
}
