using ActorDetector.Logs.Formats.Headers;
using ActorDetector.Logs.Formats.Times;

namespace ActorDetector.Logs.Formats.Detection;

/// <summary>Recognises the header of a log: a preset's, or one that begins with a time.</summary>
internal static class HeaderDetector
{
    // Less than half its lines, and a log is not of that format; stack traces may be a good part of a log.
    private const double LeastShare = 0.5;

    // A header that says more is worth losing some lines, which are then told of.
    private const double Worth = 0.95;

    /// <summary>The best header, as options, and the share of lines that have it; null when there is none.</summary>
    public static (FormatOptions Options, double Share)? Find(FormatOptions options, Sample sample)
    {
        (FormatOptions Options, double Share) preset = Best(options, sample, Presets.All.Where(p => p.IsDetected)
            .Select(p => options with { Format = p.Name, TimeField = p.TimeField, TimeFormat = p.TimeFormat }));
        (FormatOptions Options, double Share) generated = default;
        if (preset.Share < Worth)
            generated = Generated(options, sample);
        (FormatOptions Options, double Share) best = preset.Share >= generated.Share * Worth ? preset : generated;
        if (best.Share < LeastShare)
            return null;
        FormatOptions found = best.Options with
        {
            TimeField = options.TimeField ?? best.Options.TimeField,
            TimeFormat = options.TimeFormat ?? (options.TimeField is null ? best.Options.TimeFormat : null),
        };
        return (found, best.Share);
    }

    private static (FormatOptions Options, double Share) Generated(FormatOptions options, Sample sample)
    {
        (FormatOptions Options, double Share) best = default;
        IEnumerable<string> times = options.TimeFormat is null ? KnownTimes.Formats : [options.TimeFormat];
        foreach (string time in times)
        {
            int words = time == IsoTimeFormat.Notation ? 1 : 1 + time.Count(c => c == ' ');
            best = Better(best, OfTime(time, words));
            if (time == IsoTimeFormat.Notation)
                best = Better(best, OfTime(time, 2));
        }

        return best;

        (FormatOptions, double) OfTime(string time, int words)
        {
            IEnumerable<FormatOptions> Headers(Func<string, bool> wanted) => GeneratedHeaders.Of(words).Where(h => wanted(h.Pattern))
                .Select(h => options with { Format = h.Pattern, TimeField = h.TimeField, TimeFormat = time });

            // Whether lines begin with such a time at all is asked first: it is one of many.
            (FormatOptions Options, double Share) plainest = Best(options, sample, Headers(p => !p.Contains("Level", StringComparison.Ordinal)
                && !p.Contains(GeneratedHeaders.Component, StringComparison.Ordinal)));
            if (plainest.Share < LeastShare)
                return default;
            return Headers(_ => true).Select(o => (o, Share: Share(o, sample))).FirstOrDefault(h => h.Share >= plainest.Share * Worth, plainest);
        }
    }

    private static (FormatOptions Options, double Share) Best(FormatOptions options, Sample sample, IEnumerable<FormatOptions> headers) =>
        headers.Aggregate((Options: options, Share: 0.0), (best, header) => Better(best, (header, Share(header, sample))));

    private static (FormatOptions Options, double Share) Better((FormatOptions Options, double Share) one, (FormatOptions Options, double Share) other) =>
        other.Share > one.Share ? other : one;

    private static double Share(FormatOptions header, Sample sample) =>
        HeaderFit.Share(HeaderFormats.Create(header with { EntityField = null, LabelField = null, EventIdField = null, MessageField = null }), sample.Lines);
}
