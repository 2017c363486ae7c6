namespace ActorDetector.Logs.Sessions;

/// <summary>From identifiers to the slots of their open sessions.</summary>
/// <remarks>Linear hashing (Litwin, VLDB 1980): the table grows by one bucket with each session, so that growth neither stops the
/// stream nor needs the table twice. Identifiers are compared byte by byte.</remarks>
internal sealed class SessionIndex
{
    private const int None = -1;
    private const int FirstBuckets = 1024;

    private readonly PagedArray<OpenSession> _sessions;
    private readonly IdentifierArena _identifiers;
    private readonly PagedArray<int> _buckets = new(); // a slot + 1; 0 is an empty bucket
    private int _count;
    private int _size = FirstBuckets; // buckets at the start of this round of splits, a power of two
    private int _split; // buckets of this round that were split already

    /// <summary>An empty index over sessions by slot.</summary>
    public SessionIndex(PagedArray<OpenSession> sessions, IdentifierArena identifiers)
    {
        (_sessions, _identifiers) = (sessions, identifiers);
        _buckets.Grow(FirstBuckets);
    }

    /// <summary>The slot of the open session with an identifier, or -1.</summary>
    public int Find(ReadOnlySpan<byte> identifier, int hash)
    {
        int slot = _buckets[BucketOf(hash)] - 1;
        while (slot != None)
        {
            ref OpenSession session = ref _sessions[slot];
            if (session.Hash == hash && identifier.SequenceEqual(_identifiers.Read(session.Identifier, session.IdentifierLength)))
                return slot;
            slot = session.Next;
        }

        return None;
    }

    /// <summary>Adds the session in a slot.</summary>
    public void Add(int slot)
    {
        if (++_count > _size + _split)
            SplitOne();
        Link(slot, BucketOf(_sessions[slot].Hash));
    }

    /// <summary>Removes the session in a slot.</summary>
    public void Remove(int slot)
    {
        int bucket = BucketOf(_sessions[slot].Hash);
        int next = _sessions[slot].Next;
        int at = _buckets[bucket] - 1;
        if (at == slot)
        {
            _buckets[bucket] = next + 1;
        }
        else
        {
            while (_sessions[at].Next != slot)
                at = _sessions[at].Next;
            _sessions[at].Next = next;
        }

        _count--;
    }

    private int BucketOf(int hash)
    {
        int bucket = hash & (_size - 1);
        return bucket < _split ? hash & ((2 * _size) - 1) : bucket;
    }

    private void Link(int slot, int bucket)
    {
        ref int first = ref _buckets[bucket];
        _sessions[slot].Next = first - 1;
        first = slot + 1;
    }

    private void SplitOne()
    {
        int slot = _buckets[_split] - 1;
        _buckets[_split] = 0;
        _split++;
        _buckets.Grow(_size + _split);
        while (slot != None)
        {
            int next = _sessions[slot].Next;
            Link(slot, BucketOf(_sessions[slot].Hash));
            slot = next;
        }

        if (_split == _size)
            (_size, _split) = (2 * _size, 0);
    }
}
