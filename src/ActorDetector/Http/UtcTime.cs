using ActorDetector.Logs.Formats;

namespace ActorDetector.Http;

/// <summary>Times of the node as answers have them.</summary>
internal static class UtcTime
{
    /// <summary>The time of ticks UTC.</summary>
    public static DateTimeOffset Of(long ticks) => new(Math.Clamp(ticks, 0, DateTime.MaxValue.Ticks), TimeSpan.Zero);

    /// <summary>The time of ticks, or null for <see cref="ParsedLine.NoTime"/>.</summary>
    public static DateTimeOffset? OfLog(long ticks) => ticks == ParsedLine.NoTime ? null : Of(ticks);
}
