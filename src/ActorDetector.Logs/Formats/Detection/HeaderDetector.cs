using ActorDetector.Logs.Formats.Headers;
using ActorDetector.Logs.Formats.Times;

namespace ActorDetector.Logs.Formats.Detection;

/// <summary>Recognises the header of a log: a preset's, or one that begins with a time.</summary>
internal sealed class HeaderDetector(FormatOptions options, Sample sample)
{
    // With less than half its lines a log is not of a format; stack traces may be a good part of a log.
    private const double LeastShare = 0.5;

    // A header that says more is worth losing some lines, which are then told of.
    private const double Worth = 0.95;

    /// <summary>The best header; null when there is none.</summary>
    public FormatFit? Find()
    {
        FormatFit preset = Presets.All.Where(p => p.IsDetected)
            .Select(p => Try(p.Name, p.TimeField, p.TimeFormat)).Aggregate(FormatFit.Better);
        FormatFit generated = preset.Share < Worth ? Generated() : default;
        FormatFit best = preset.Share >= generated.Share * Worth ? preset : generated;
        if (best.Share < LeastShare)
            return null;
        FormatOptions found = best.Options with
        {
            TimeField = options.TimeField ?? best.Options.TimeField,
            TimeFormat = options.TimeFormat ?? (options.TimeField is null ? best.Options.TimeFormat : null),
        };
        return best with { Options = found };
    }

    private FormatFit Generated()
    {
        IEnumerable<string> times = options.TimeFormat is null ? KnownTimes.Formats : [options.TimeFormat];
        return times.SelectMany(time => WordsOf(time).Select(words => BeginningWith(time, words))).Aggregate(FormatFit.Better);
    }

    /// <summary>How many words a time has: ISO's date and time may be joined by a T or be two.</summary>
    private static int[] WordsOf(string time) => time == IsoTimeFormat.Notation ? [1, 2] : [1 + time.Count(c => c == ' ')];

    /// <summary>The most telling header that begins with a time and fits nearly all lines that do.</summary>
    private FormatFit BeginningWith(string time, int words)
    {
        // Whether lines begin with such a time at all is asked first: it is one of many.
        FormatFit timed = GeneratedHeaders.OfTimeAlone(words).Select(Try).Aggregate(FormatFit.Better);
        return timed.Share < LeastShare
            ? default
            : GeneratedHeaders.Of(words).Select(Try).FirstOrDefault(fit => fit.Share >= timed.Share * Worth, timed);

        FormatFit Try((string Pattern, string TimeField) header) => this.Try(header.Pattern, header.TimeField, time);
    }

    private FormatFit Try(string format, string? timeField, string? timeFormat)
    {
        // Fields that the options name need not be in every header that is tried.
        FormatOptions bare = new() { Format = format, TimeField = timeField, TimeFormat = timeFormat };
        double share = HeaderFit.Share(HeaderFormats.Create(bare), sample.Lines);
        return new FormatFit(options with { Format = format, TimeField = timeField, TimeFormat = timeFormat }, share);
    }
}
