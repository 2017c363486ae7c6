using ActorDetector.Actors.ShardLogs;
using ActorDetector.RabbitMq.Messages;

namespace ActorDetector.RabbitMq.Consuming;

/// <summary>The messages that a channel brought of one shard and that are not released yet, and where they are read. Not for two threads at once.</summary>
/// <remarks>An entry's place is counted from the channel's first; its position is the place moved by what <see cref="ReadFrom"/> was given.</remarks>
/// <param name="lookBack">Takes what is released and read.</param>
internal sealed class HeldMessages(LookBack lookBack)
{
    private readonly List<HeldMessage> _messages = [];
    private long _end;
    private long _released;
    private long _next;
    private int _reading; // the message that was read from last: its bytes are in use
    private long _shift;
    private bool _isRead;

    /// <summary>How many messages are not released.</summary>
    public int Unreleased => _messages.Count(message => message.End > _released);

    /// <summary>Whether there is an entry to read.</summary>
    public bool HasNext => _next < _end;

    /// <summary>Whether any came.</summary>
    public bool IsBegun => _end > 0;

    /// <summary>Adds a message.</summary>
    public void Add(ReceivedBatch batch, ulong tag)
    {
        _messages.Add(new(batch, tag, _end));
        _end = _messages[^1].End;
    }

    /// <summary>Begins to read at the first entry that is not released, and gives it a position.</summary>
    public void ReadFrom(long position)
    {
        _isRead = true;
        _next = _released;
        _shift = position - _released;
        _reading = _messages.FindIndex(message => message.End > _released);
        if (_reading < 0)
            _reading = Math.Max(0, _messages.Count - 1);
        Retire();
    }

    /// <summary>The next entry.</summary>
    public bool TryRead(out LogEntry entry)
    {
        entry = default;
        if (!HasNext)
            return false;
        while (_messages[_reading].End <= _next)
            _reading++;
        HeldMessage message = _messages[_reading];
        int at = (int)(_next++ - message.First);
        entry = new(_shift + message.First + at, _shift + _next, message.Batch.Payload(at), message.Batch.Publication(at));
        Retire();
        return true;
    }

    /// <summary>Releases all entries below a position; gives the tag up to which messages are released as a whole, 0 when none are.</summary>
    /// <remarks>Nothing before it is read: until then entries have no positions, and one that is known is of an earlier time that the shard was here.</remarks>
    public ulong Release(long position)
    {
        if (!_isRead)
            return 0;
        long place = Math.Min(_end, position > long.MaxValue - Math.Abs(_shift) ? _end : position - _shift);
        if (place <= _released)
            return 0;
        _released = place;
        _next = Math.Max(_next, _released);
        ulong tag = 0;
        foreach (HeldMessage message in _messages)
        {
            if (message.End > _released)
                break;
            tag = message.Tag;
        }

        Retire();
        return tag;
    }

    /// <summary>The bytes of an entry; null when it is not here.</summary>
    public ReadOnlyMemory<byte>? Find(long position)
    {
        long place = position - _shift;
        HeldMessage? message = _messages.Find(one => place >= one.First && place < one.End);
        return message?.Batch.Payload((int)(place - message.First));
    }

    /// <summary>The positions of what was read and is still here: first, and how many from there on.</summary>
    public IEnumerable<(long First, int Count)> Read() =>
        _messages.Where(message => message.First < _next).Select(message => (_shift + message.First, (int)(Math.Min(message.End, _next) - message.First)));

    private void Retire()
    {
        for (; _reading > 0 && _messages[0].End <= _released; _reading--)
        {
            lookBack.Add(_shift + _messages[0].First, _messages[0].Batch);
            _messages.RemoveAt(0);
        }
    }
}
