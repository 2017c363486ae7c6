using System.ComponentModel.DataAnnotations;
using System.Globalization;
using ActorDetector.Logs.Formats.Csv;
using ActorDetector.Logs.Formats.Detection;
using ActorDetector.Logs.Formats.Headers;
using ActorDetector.Logs.Formats.Json;
using ActorDetector.Logs.Formats.Sequences;
using ActorDetector.Logs.Formats.Times;

namespace ActorDetector.Logs.Formats;

/// <summary>Finds the format that options name, or that a log's first lines show.</summary>
public static class LogFormats
{
    private const string Auto = "auto";

    /// <summary>How many first bytes of a log are enough to recognise its format.</summary>
    public const int SampleBytes = 64 * 1024;

    /// <summary>The names that <see cref="FormatOptions.Format"/> may have, beside a header pattern.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [Auto, JsonFormat.Json, CsvFormat.Csv, KeySequenceFormat.Sequences, KeySequenceFormat.Counts, .. Presets.All.Select(preset => preset.Name)];

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
        FormatOptions resolved = FormatChoice.Complete(options, sample);
        LogFormat format = FormatChoice.Create(resolved, sample);
        return new ResolvedFormat(format, $"The format is {format.Name}, as given{Times(resolved)}.", resolved);
    }

    private static ResolvedFormat Detect(FormatOptions options, Sample sample)
    {
        (FormatOptions found, double share) = FormatDetector.Find(options, sample);
        FormatOptions resolved = FormatChoice.Complete(found, sample);
        LogFormat format = FormatChoice.Create(resolved, sample);
        string fits = $"it fits {share.ToString("P1", CultureInfo.InvariantCulture)} of the first {sample.Lines.Count:N0} lines";
        string description = sample.Lines.Count == 0 ? "There are no lines from which a format could be recognised."
            : format.Name == Presets.Plain ? "No format was recognised: each line is all content."
            : $"The format was recognised as {format.Name}: {fits}{Times(resolved)}.";
        return new ResolvedFormat(format, description, resolved);
    }

    private static string Times(FormatOptions options) => (options.TimeField, options.TimeFormat) switch
    {
        (null, _) => "",
        (_, null) => $"; the times in {options.TimeField} were not recognised (give --time-format)",
        _ => $"; times are {options.TimeFormat} in {options.TimeField}",
    };
}
