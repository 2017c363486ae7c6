using System.Text;
using ActorDetector.Actors.Sources.Syslog;

namespace ActorDetector.Actors.Tests.Sources.Syslog;

/// <summary>Frames a stream that comes in pieces.</summary>
internal static class Frames
{
    public const int MostMessage = 40;

    /// <summary>What the framer says of the stream, as texts: messages, and kinds of others in brackets.</summary>
    public static List<string> Of(byte[] stream, Func<int, int> pieceAt)
    {
        SyslogFramer framer = new(MostMessage);
        List<string> frames = [];
        int start = 0;
        int end = 0;
        while (end < stream.Length)
        {
            end = Math.Min(stream.Length, end + pieceAt(end));
            while (true)
            {
                SyslogFrame frame = framer.Read(stream.AsSpan(start, end - start));
                start += frame.Consumed;
                if (frame.Kind == SyslogFrameKind.None)
                    break;
                frames.Add(Text(frame));
                if (frame.Kind == SyslogFrameKind.Lost)
                    return frames;
            }

            (end - start).ShouldBeLessThanOrEqualTo(MostMessage + SyslogFramer.MostFraming, "what is kept is bounded");
        }

        SyslogFrame last = framer.Finish(stream.AsSpan(start));
        if (last.Kind != SyslogFrameKind.None)
            frames.Add(Text(last));
        return frames;
    }

    private static string Text(SyslogFrame frame) =>
        frame.Kind == SyslogFrameKind.Message ? Encoding.Latin1.GetString(frame.Message) : $"[{frame.Kind}]";
}
