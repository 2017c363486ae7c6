using System.Buffers;
using ActorDetector.Actors.Lines;
using ActorDetector.Logs;
using ActorDetector.Logs.Formats;
using ActorDetector.Logs.Reading;

namespace ActorDetector.Actors.Sources.Syslog;

/// <summary>Turns messages into lines and notes of batches. Not for two threads at once; several may share the count.</summary>
internal sealed class SyslogLines(SyslogText text, TimeZoneInfo zone, int maxLine, LineCount count)
{
    private static readonly SearchValues<byte> s_blanks = SearchValues.Create(" \t\n\v\f\r"u8);

    private byte[] _scratch = new byte[1024];

    public SyslogLines(SyslogOptions options, ReadingOptions reading, LineCount count)
        : this(options.SyslogText, options.Zone, reading.MaxLineBytes, count)
    {
    }

    /// <summary>Adds a message, or notes why it is none.</summary>
    /// <param name="batch">Receives it.</param>
    /// <param name="frame">The message, without its trailer.</param>
    /// <param name="peer">The peer's address: the host of a message that names none.</param>
    public void Add(LineBatch batch, ReadOnlySpan<byte> frame, ReadOnlySpan<byte> peer)
    {
        if (frame.Length > maxLine)
        {
            Skip(batch, SkipReason.TooLong);
            return;
        }

        SyslogMessage message = SyslogParser.Parse(frame, batch.Arrived, zone);
        if (!(text == SyslogText.Raw ? frame : message.Text).ContainsAnyExcept(s_blanks))
        {
            Skip(batch, SkipReason.Empty);
            return;
        }

        ReadOnlySpan<byte> host = message.Host.IsEmpty ? peer : message.Host;
        ReadOnlySpan<byte> line = text switch
        {
            SyslogText.Raw => frame,
            SyslogText.Message => message.Text,
            _ => FileLine(message, host, batch.Arrived),
        };
        batch.Add(line, count.Next(), message.Time, host);
    }

    /// <summary>Notes a message that is skipped.</summary>
    public void Skip(LineBatch batch, SkipReason reason) => batch.AddSkipped(reason, count.Next());

    /// <summary>Notes messages that are dropped.</summary>
    public void Drop(LineBatch batch, DropReason reason, long lines = 1) => batch.AddDropped(reason, count.Next(lines), lines);

    private ReadOnlySpan<byte> FileLine(in SyslogMessage message, ReadOnlySpan<byte> host, long arrived)
    {
        int most = SyslogLineWriter.MostLength(message, host);
        if (_scratch.Length < most)
            _scratch = new byte[Math.Max(most, 2 * _scratch.Length)];
        long local = message.LocalTime == ParsedLine.NoTime ? SyslogParser.LocalTime(arrived, zone) : 0;
        return _scratch.AsSpan(0, SyslogLineWriter.Write(message, host, local, _scratch));
    }
}
