using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace ActorDetector.Simulation;

/// <summary>Writes the bytes of lines, one after another, into the same memory.</summary>
internal sealed class LineRenderer
{
    // Normal measures stay far below their thousandfold.
    private const int Odd = 1000;

    // Normal users have numbers below it.
    private const int Stranger = 1000;

    private static readonly byte[][] Folders = [.. new[] { "/data", "/home", "/var/cache", "/srv/app", "/mnt/images" }.Select(Encoding.ASCII.GetBytes)];

    private static readonly byte[][] Files = [.. new[] { "report", "index", "part", "image", "order" }.Select(Encoding.ASCII.GetBytes)];

    private readonly byte[] _line = new byte[1024]; // no message comes near it
    private int _length;

    /// <summary>Writes the next line of a session; valid until the next call.</summary>
    public ReadOnlyMemory<byte> Render(SimulatedSession session, ReadOnlySpan<byte> host)
    {
        PlannedStep step = session.Plan.Steps[session.At];
        ref SeededRandom random = ref session.Plan.Random;
        long factor = step.Anomaly == InjectedKind.OddParameter ? Odd : 1;
        int stranger = step.Anomaly == InjectedKind.StrangeUser ? Stranger : 0;
        session.NextTime.TryFormat(_line, out _length, "yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);
        Write(step.Message.Level.Span);
        Write(host);
        Write(step.Message.Component.Span);
        foreach ((byte[] text, ValueKind value) in step.Message.Parts)
        {
            Write(text);
            WriteValue(value, step.Message, session, ref random, factor, stranger);
        }

        return _line.AsMemory(0, _length);
    }

    private void WriteValue(ValueKind value, Message message, SimulatedSession session, ref SeededRandom random, long factor, int stranger)
    {
        switch (value)
        {
            case ValueKind.Session:
                Write(session.IdBytes);
                break;
            case ValueKind.Client:
                WriteAddress(session.Client);
                break;
            case ValueKind.Address:
                WriteAddress(random.Next());
                break;
            case ValueKind.Port:
                Write(random.Between(32768, 60999));
                break;
            case ValueKind.Size:
                Write((long)(65536 * Math.Exp(4 * random.Unit())) * factor);
                break;
            case ValueKind.Duration:
                Write((long)(8 * Math.Exp(3 * random.Unit())) * factor);
                break;
            case ValueKind.User:
                Write("user"u8);
                Write(session.User + stranger);
                break;
            case ValueKind.Path:
                WritePath(session.Path);
                break;
            case ValueKind.Number:
                Write(random.Between(1, 9));
                break;
            case ValueKind.Name:
                Write(message.Names[random.Below(message.Names.Count)]);
                break;
        }
    }

    private void WriteAddress(ulong bits)
    {
        Write("10."u8);
        Write((long)(bits & 0x0f));
        Write("."u8);
        Write((long)((bits >> 8) & 0xff));
        Write("."u8);
        Write((long)((bits >> 16) & 0xff));
    }

    private void WritePath(ulong bits)
    {
        Write(Folders[bits % 5]);
        Write("/"u8);
        Write(Files[(bits >> 8) % 5]);
        Write("-"u8);
        Write((long)((bits >> 16) % 10_000));
    }

    private void Write(ReadOnlySpan<byte> text)
    {
        text.CopyTo(_line.AsSpan(_length));
        _length += text.Length;
    }

    private void Write(long number)
    {
        Utf8Formatter.TryFormat(number, _line.AsSpan(_length), out int written);
        _length += written;
    }
}
