namespace ActorDetector.RabbitMq.Publishing;

/// <summary>The messages that a channel has not answered yet, by the numbers that it counts them by: 1, 2, 3 … Safe from any thread.</summary>
/// <param name="answered">Takes each answered message, one at a time, and whether it was confirmed.</param>
internal sealed class InFlight(Action<OutboxMessage, bool> answered)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ulong, OutboxMessage> _messages = [];
    private ulong _oldest = 1;
    private ulong _newest;
    private bool _isOver;

    /// <summary>When the one that has waited longest was sent; null when none waits.</summary>
    public long? OldestSentAt
    {
        get
        {
            lock (_lock)
                return _messages.TryGetValue(_oldest, out OutboxMessage? oldest) ? oldest.SentAt : null;
        }
    }

    /// <summary>Counts a message that is about to be published.</summary>
    public void Add(OutboxMessage message)
    {
        lock (_lock)
            _messages.Add(++_newest, message);
    }

    /// <summary>Takes an answer.</summary>
    /// <param name="tag">The number of the message.</param>
    /// <param name="isMultiple">Whether it is for all earlier ones too.</param>
    /// <param name="isConfirmed">What it says.</param>
    public void Answer(ulong tag, bool isMultiple, bool isConfirmed)
    {
        lock (_lock)
        {
            for (ulong one = isMultiple ? _oldest : tag; one <= tag && !_isOver; one++)
            {
                if (_messages.Remove(one, out OutboxMessage? message))
                    answered(message, isConfirmed);
            }

            while (_oldest <= _newest && !_messages.ContainsKey(_oldest))
                _oldest++;
        }
    }

    /// <summary>From here on no answer counts.</summary>
    public void End()
    {
        lock (_lock)
        {
            _isOver = true;
            _messages.Clear();
        }
    }
}
