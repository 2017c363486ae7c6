namespace ActorDetector.Logs.Formats.Times;

/// <summary>How a log writes its times. Immutable.</summary>
internal abstract class TimeFormat
{
    /// <summary>The notation that <see cref="Parse"/> reads.</summary>
    public abstract string Name { get; }

    /// <summary>Whether the year or the day is not written, so that it must be completed from the line before.</summary>
    public virtual bool NeedsOrder => false;

    /// <summary>Reads a whole text; false when it is no such time.</summary>
    public abstract bool Read(ReadOnlySpan<byte> text, ref TimeFields fields);

    /// <summary>Reads a format: .NET's custom notation, <c>iso</c>, <c>unix</c> (seconds) or <c>unixms</c>.</summary>
    /// <exception cref="ArgumentException">The notation is not well formed; the message says where.</exception>
    public static TimeFormat Parse(string notation) => notation switch
    {
        IsoTimeFormat.Notation => new IsoTimeFormat(),
        UnixTimeFormat.Seconds => new UnixTimeFormat(notation, TimeSpan.TicksPerSecond),
        UnixTimeFormat.Milliseconds => new UnixTimeFormat(notation, TimeSpan.TicksPerMillisecond),
        _ => new CustomTimeFormat(notation),
    };
}
