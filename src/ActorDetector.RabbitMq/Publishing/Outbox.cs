namespace ActorDetector.RabbitMq.Publishing;

/// <summary>What is on its way to one shard's queue, in order: sent and not confirmed, then not sent. Entries that come while a message is under way
/// go together into the next. Safe from any thread.</summary>
/// <remarks>After a refusal all answers that are still to come are awaited; then all is sent again from the first that was not confirmed.</remarks>
/// <param name="shard">The shard.</param>
/// <param name="publisher">Who publishes.</param>
/// <param name="sizes">How much it holds.</param>
/// <param name="unconfirmed">What all hold.</param>
/// <param name="ready">Is told when there is something to send; once until it is asked for it.</param>
internal sealed class Outbox(int shard, string publisher, OutboxSizes sizes, UnconfirmedBytes unconfirmed, Action<Outbox> ready)
{
    // Enough to have the next message at the broker while it syncs one.
    private const int MostInFlight = 4;

    private readonly Lock _lock = new();
    private readonly List<OutboxMessage> _messages = [];
    private readonly LinkedList<OutboxWait> _waiting = [];
    private long _next = 1;
    private long _bytes;
    private int _sent;
    private int _inFlight;
    private bool _isReady;
    private bool _isLingering;
    private bool _isFailed;
    private bool _isRefused;
    private bool _isStuck;
    private Backoff _backoff;
    private Exception? _closed;

    /// <summary>The shard.</summary>
    public int Shard => shard;

    /// <summary>Whether all is confirmed.</summary>
    public bool IsEmpty
    {
        get
        {
            lock (_lock)
                return _messages.Count == 0;
        }
    }

    /// <summary>Takes an entry, when there is room for it and nobody waits for some.</summary>
    public bool TryAdd(ReadOnlySpan<byte> entry, AppendCall call)
    {
        bool isReady;
        lock (_lock)
        {
            if (_closed is not null)
                throw _closed;
            if (_waiting.Count > 0 || !HasRoom(entry.Length))
                return false;
            Add(entry, call);
            isReady = BecomesReady();
        }

        if (isReady)
            ready(this);
        return true;
    }

    /// <summary>Takes an entry when there is room for it.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled before: the entry was not taken.</exception>
    public async ValueTask AddAsync(ReadOnlyMemory<byte> entry, AppendCall call, CancellationToken cancellation)
    {
        OutboxWait wait = new(entry, call);
        LinkedListNode<OutboxWait> node;
        lock (_lock)
        {
            if (_closed is not null)
                throw _closed;
            node = _waiting.AddLast(wait);
        }

        TakeWaiting();
        using CancellationTokenRegistration cancelling = cancellation.UnsafeRegister(_ => Leave(node, cancellation), null);
        await wait.Taken.ConfigureAwait(false);
    }

    /// <summary>The next message to send now; null when there is none, or it must wait.</summary>
    /// <param name="now">When it is sent.</param>
    /// <param name="lingers">Whether entries gather from now on until <see cref="EndLinger"/>.</param>
    public OutboxMessage? TakeNext(long now, out bool lingers)
    {
        lock (_lock)
        {
            _isReady = lingers = false;
            if (!HasNext())
                return null;
            OutboxMessage message = _messages[_sent++];
            _inFlight++;
            lingers = !_isLingering;
            _isLingering = true;
            message.Send(_messages[0].First, now);
            return message;
        }
    }

    /// <summary>What has gathered may be sent.</summary>
    public void EndLinger()
    {
        bool isReady;
        lock (_lock)
        {
            _isLingering = false;
            isReady = BecomesReady();
        }

        if (isReady)
            ready(this);
    }

    /// <summary>Notes that a message came back: there is no queue for it. Its answer is still to come.</summary>
    public void Returned(long first)
    {
        lock (_lock)
        {
            if (_messages.Find(message => message.First == first) is { } message)
                message.IsReturned = true;
        }
    }

    /// <summary>Notes the answer to a message that is in flight.</summary>
    public OutboxAnswer Answered(OutboxMessage message, bool isConfirmed)
    {
        OutboxAnswer answer = new(isConfirmed && !message.IsReturned, message.IsReturned);
        List<OutboxMessage> confirmed = [];
        bool isReady;
        lock (_lock)
        {
            _inFlight--;
            message.IsConfirmed = answer.IsConfirmed;
            _isFailed |= !answer.IsConfirmed;
            _isRefused |= !answer.IsConfirmed;
            while (_sent > 0 && _messages[0].IsConfirmed)
            {
                confirmed.Add(_messages[0]);
                _bytes -= _messages[0].Length;
                _messages.RemoveAt(0);
                _sent--;
                (_isRefused, _backoff) = (_isFailed, default);
            }

            answer = answer with { ResumeAfter = _isFailed && _inFlight == 0 ? _backoff.Next() : null };
            isReady = BecomesReady();
            NoteStuck();
        }

        foreach (OutboxMessage done in confirmed)
        {
            unconfirmed.Add(-done.Length);
            done.Return();
            done.Calls.ForEach(call => call.Confirm());
        }

        if (confirmed.Count > 0)
            TakeWaiting();
        if (isReady)
            ready(this);
        return answer;
    }

    /// <summary>Sends again from the first message that was not confirmed.</summary>
    /// <param name="isLost">Whether no answer will come to what is in flight.</param>
    public void Resume(bool isLost)
    {
        bool isReady;
        lock (_lock)
        {
            if (isLost)
                _inFlight = 0;
            else if (!_isFailed || _inFlight > 0)
                return;
            _sent = 0;
            _isFailed = false;
            isReady = BecomesReady();
        }

        if (isReady)
            ready(this);
    }

    /// <summary>Notes that nothing can be sent for now.</summary>
    public void Stop()
    {
        lock (_lock)
        {
            _isRefused = true;
            NoteStuck();
        }
    }

    /// <summary>Takes no more entries; who waits for room is told so.</summary>
    public void Close(Exception error)
    {
        OutboxWait[] waiting;
        lock (_lock)
        {
            _closed = error;
            waiting = [.. _waiting];
            _waiting.Clear();
        }

        foreach (OutboxWait wait in waiting)
            wait.Fail(error);
    }

    /// <summary>Tells all who wait for a confirmation that there will be none.</summary>
    public void Fail(Exception error)
    {
        lock (_lock)
        {
            foreach (OutboxMessage message in _messages)
                message.Calls.ForEach(call => call.Fail(error));
        }
    }

    private bool HasRoom(int length) => _messages.Count == 0 || _bytes + Messages.Wire.BytesOfEntry(length) <= sizes.Bytes;

    // What is full goes out at once; what is not waits for what is under way, and for a moment from when that was sent, and grows meanwhile.
    private bool HasNext()
    {
        if (_isFailed || _sent == _messages.Count)
            return false;
        bool isFull = _messages.Count - _sent > 1;
        return _inFlight == 0 ? isFull || !_isLingering : isFull && !_isRefused && _inFlight < MostInFlight;
    }

    private bool BecomesReady()
    {
        if (_isReady || !HasNext())
            return false;
        return _isReady = true;
    }

    private void NoteStuck()
    {
        bool isStuck = _isRefused && _waiting.Count > 0;
        if (isStuck == _isStuck)
            return;
        _isStuck = isStuck;
        unconfirmed.AddStuck(isStuck ? 1 : -1);
    }

    private void Add(ReadOnlySpan<byte> entry, AppendCall call)
    {
        int bytes = Messages.Wire.BytesOfEntry(entry.Length);
        if (_sent == _messages.Count || !_messages[^1].Takes(bytes, sizes.MessageBytes))
        {
            _messages.Add(new OutboxMessage(this, publisher, _next, bytes));
            bytes += Messages.BatchWriter.HeaderBytes;
        }

        _messages[^1].Add(entry, call);
        _next++;
        _bytes += bytes;
        unconfirmed.Add(bytes);
    }

    private void TakeWaiting()
    {
        bool isReady;
        List<OutboxWait> taken = [];
        lock (_lock)
        {
            while (_waiting.First is { Value: var wait } && HasRoom(wait.Entry.Length))
            {
                _waiting.RemoveFirst();
                Add(wait.Entry.Span, wait.Call);
                taken.Add(wait);
            }

            NoteStuck();
            isReady = BecomesReady();
        }

        foreach (OutboxWait wait in taken)
            wait.Take();
        if (isReady)
            ready(this);
    }

    private void Leave(LinkedListNode<OutboxWait> node, CancellationToken cancellation)
    {
        lock (_lock)
        {
            if (node.List is null)
                return;
            _waiting.Remove(node);
            NoteStuck();
        }

        node.Value.Cancel(cancellation);
        TakeWaiting();
    }
}
