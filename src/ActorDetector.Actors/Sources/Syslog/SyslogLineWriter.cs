using System.Buffers.Text;
using ActorDetector.Logs.Formats;

namespace ActorDetector.Actors.Sources.Syslog;

/// <summary>Writes a message as syslog daemons write it to their files: <c>Mmm dd hh:mm:ss host tag: message</c>.</summary>
public static class SyslogLineWriter
{
    // The time, blanks, brackets and the colon.
    private const int Punctuation = 24;

    private static ReadOnlySpan<byte> Months => "JanFebMarAprMayJunJulAugSepOctNovDec"u8;

    /// <summary>Bytes that the line has at most.</summary>
    public static int MostLength(in SyslogMessage message, ReadOnlySpan<byte> host) =>
        Punctuation + host.Length + message.App.Length + message.ProcessId.Length + message.Text.Length;

    /// <summary>Writes it.</summary>
    /// <param name="message">The message.</param>
    /// <param name="host">Its host, or its peer.</param>
    /// <param name="arrived">The time of a message that has none: ticks in the zone that times are in.</param>
    /// <param name="line">Receives it; at least <see cref="MostLength"/> bytes.</param>
    /// <returns>Its length.</returns>
    public static int Write(in SyslogMessage message, ReadOnlySpan<byte> host, long arrived, Span<byte> line)
    {
        DateTime time = new(message.LocalTime == ParsedLine.NoTime ? arrived : message.LocalTime);
        Months.Slice((time.Month - 1) * 3, 3).CopyTo(line);
        line[3] = (byte)' ';
        TwoDigits(time.Day, line[4..]);
        if (line[4] == '0')
            line[4] = (byte)' ';
        line[6] = (byte)' ';
        TwoDigits(time.Hour, line[7..]);
        line[9] = (byte)':';
        TwoDigits(time.Minute, line[10..]);
        line[12] = (byte)':';
        TwoDigits(time.Second, line[13..]);
        line[15] = (byte)' ';
        int at = 16;
        at += Append(host, line, at);
        line[at++] = (byte)' ';
        if (!message.App.IsEmpty)
        {
            at += Append(message.App, line, at);
            if (!message.ProcessId.IsEmpty)
            {
                line[at++] = (byte)'[';
                at += Append(message.ProcessId, line, at);
                line[at++] = (byte)']';
            }

            line[at++] = (byte)':';
            line[at++] = (byte)' ';
        }

        return at + Append(message.Text, line, at);
    }

    private static int Append(ReadOnlySpan<byte> bytes, Span<byte> line, int at)
    {
        bytes.CopyTo(line[at..]);
        return bytes.Length;
    }

    private static void TwoDigits(int number, Span<byte> line) => Utf8Formatter.TryFormat(number, line, out _, new('D', 2));
}
