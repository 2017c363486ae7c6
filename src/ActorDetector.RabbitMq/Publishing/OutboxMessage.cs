using ActorDetector.RabbitMq.Messages;

namespace ActorDetector.RabbitMq.Publishing;

/// <summary>A message of an outbox, which guards it.</summary>
internal sealed class OutboxMessage(Outbox outbox, string publisher, long first, int bytes)
{
    private readonly BatchWriter _writer = new(publisher, first, bytes);

    /// <summary>Where it is.</summary>
    public Outbox Outbox => outbox;

    /// <summary>The number of its first entry.</summary>
    public long First => first;

    /// <summary>How many entries it has.</summary>
    public int Count { get; private set; }

    /// <summary>Its length.</summary>
    public int Length => _writer.Length;

    /// <summary>Its bytes.</summary>
    public ReadOnlyMemory<byte> Bytes => _writer.Bytes;

    /// <summary>The calls that have entries in it.</summary>
    public List<AppendCall> Calls { get; } = [];

    /// <summary>Whether it was confirmed since it was sent last.</summary>
    public bool IsConfirmed { get; set; }

    /// <summary>Whether it came back because there is no queue for it.</summary>
    public bool IsReturned { get; set; }

    /// <summary>When it was sent last, as the time provider's timestamp.</summary>
    public long SentAt { get; private set; }

    /// <summary>Whether an entry of so many bytes still goes into a message of at most so many.</summary>
    public bool Takes(int bytes, int most) => Length + bytes <= most;

    /// <summary>Adds an entry of a call.</summary>
    public void Add(ReadOnlySpan<byte> entry, AppendCall call)
    {
        _writer.Add(entry);
        Count++;
        if (Calls.Count == 0 || Calls[^1] != call)
        {
            Calls.Add(call);
            call.Await();
        }
    }

    /// <summary>Makes it ready to be sent, once more perhaps.</summary>
    public void Send(long settled, long now)
    {
        (IsConfirmed, IsReturned, SentAt) = (false, false, now);
        _writer.Settle(settled);
    }

    /// <summary>Gives its buffer back.</summary>
    public void Return() => _writer.Return();
}
