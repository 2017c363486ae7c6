using System.Text;
using ActorDetector.Actors.Sources.Syslog;
using Xunit.Abstractions;

namespace ActorDetector.Actors.Tests.Sources.Syslog;

public sealed class SyslogFuzzTests(ITestOutputHelper output)
{
    private const int Cases = 200_000;

    private static readonly string[] s_messages =
    [
        "<165>1 2024-05-01T10:00:00.003Z web1 shop 8710 ID47 [x@1 a=\"b\\\"]\"][y] paid",
        "<38>May  4 11:59:59 web1 sshd[4242]: Accepted publickey for op",
        "<189>29: 000031: *May  4 10:00:00.5 UTC: %LINK-3-UPDOWN: Gi0/1, down",
        "<187>12: core-sw1: .May  4 10:00:00: %LINEPROTO-5-UPDOWN: up",
        "<166>May 04 2024 10:00:00 fw01 : %ASA-6-302013: Built",
        "<13>2024-05-04T11:59:59.25+0200 web1 app[1]: from rsyslog",
    ];

    [Fact]
    public void Mutated_messages_are_read_within_their_bytes_and_written_within_the_length_that_is_said()
    {
        const int seed = 20240504;
        output.WriteLine($"seed {seed}");
        Random random = new(seed);
        byte[] line = new byte[1024];
        for (int i = 0; i < Cases; i++)
        {
            byte[] frame = Mutated(random);
            long arrived = random.NextInt64(DateTime.MaxValue.Ticks + 1);
            SyslogMessage message = SyslogParser.Parse(frame, arrived, TimeZoneInfo.Utc);
            (message.Host.Length + message.App.Length + message.ProcessId.Length + message.MessageId.Length
                + message.StructuredData.Length + message.Text.Length).ShouldBeLessThanOrEqualTo(frame.Length);
            frame.AsSpan().EndsWith(message.Text).ShouldBeTrue("the message is the end of its frame");
            int most = SyslogLineWriter.MostLength(message, message.Host);
            SyslogLineWriter.Write(message, message.Host, arrived, line.AsSpan(0, most)).ShouldBeLessThanOrEqualTo(most);
        }
    }

    private static byte[] Mutated(Random random)
    {
        List<byte> bytes = [.. Encoding.UTF8.GetBytes(s_messages[random.Next(s_messages.Length)])];
        for (int change = random.Next(6); change > 0 && bytes.Count > 0; change--)
        {
            int at = random.Next(bytes.Count);
            switch (random.Next(4))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, random.Next(bytes.Count - at + 1));
                    break;
                case 2:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(8, bytes.Count - at)));
                    break;
                default:
                    bytes[at] = (byte)" []\":<>-0123456789\\"[random.Next(19)];
                    break;
            }
        }

        return [.. bytes];
    }
}
