namespace ActorDetector.Logs.Sessions;

/// <summary>An order of slots, as links in an array by slot: adding at the end, removing and moving take constant time.</summary>
public sealed class SlotList
{
    private const int None = -1;

    private readonly PagedArray<Link> _links = new();

    /// <summary>The first slot, or -1.</summary>
    public int First { get; private set; } = None;

    /// <summary>The last slot, or -1.</summary>
    public int Last { get; private set; } = None;

    /// <summary>The slot behind one in the list, or -1.</summary>
    public int Next(int slot) => _links[slot].Next;

    /// <summary>The slot before one in the list, or -1.</summary>
    public int Previous(int slot) => _links[slot].Previous;

    /// <summary>Adds a slot that is not in the list at its end.</summary>
    public void Add(int slot)
    {
        _links.Grow(slot + 1);
        _links[slot] = new Link { Previous = Last, Next = None };
        if (Last == None)
            First = slot;
        else
            _links[Last].Next = slot;
        Last = slot;
    }

    /// <summary>Adds a slot that is not in the list before one that is.</summary>
    public void AddBefore(int slot, int next)
    {
        _links.Grow(slot + 1);
        int previous = _links[next].Previous;
        _links[slot] = new Link { Previous = previous, Next = next };
        _links[next].Previous = slot;
        if (previous == None)
            First = slot;
        else
            _links[previous].Next = slot;
    }

    /// <summary>Takes all slots out of the list.</summary>
    public void Clear() => First = Last = None;

    /// <summary>Takes a slot out of the list.</summary>
    public void Remove(int slot)
    {
        Link link = _links[slot];
        if (link.Previous == None)
            First = link.Next;
        else
            _links[link.Previous].Next = link.Next;

        if (link.Next == None)
            Last = link.Previous;
        else
            _links[link.Next].Previous = link.Previous;
    }

    /// <summary>Moves a slot of the list to its end.</summary>
    public void MoveToEnd(int slot)
    {
        if (slot == Last)
            return;
        Remove(slot);
        Add(slot);
    }

    private struct Link
    {
        public int Previous;
        public int Next;
    }
}
