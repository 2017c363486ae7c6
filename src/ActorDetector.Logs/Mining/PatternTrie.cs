using ActorDetector.Logs.Text;

namespace ActorDetector.Logs.Mining;

/// <summary>The patterns of a tree, merged where they begin alike.</summary>
/// <remarks>At a node the kinds of places are tried in the order of <see cref="PlaceKind"/>. This order is that of the patterns themselves, so
/// taking patterns away never changes which of the others a line matches.</remarks>
internal sealed class PatternTrie
{
    /// <summary>No node, or no pattern.</summary>
    public const int None = -1;

    private readonly List<TrieNode> _nodes = [TrieNode.Empty];
    private readonly Dictionary<(int Node, int Word), int> _constants = [];
    private TrieNode[] _frozen = [];
    private long[] _keys = [];
    private int[] _children = [];

    /// <summary>The node behind a constant, or <see cref="None"/>.</summary>
    public int Constant(int node, int word)
    {
        long key = ((long)node << 32) | (uint)word;
        for (int slot = Slot(key); ; slot = (slot + 1) & (_keys.Length - 1))
        {
            if (_keys[slot] == key)
                return _children[slot];
            if (_keys[slot] == -1)
                return None;
        }
    }

    /// <summary>What else is at a node.</summary>
    public ref readonly TrieNode this[int node] => ref _frozen[node];

    /// <summary>Adds a pattern, unless an equal one is there already.</summary>
    /// <param name="words">The <see cref="Place.NumberIn"/> of each place.</param>
    /// <param name="pattern">The number that the pattern is known by.</param>
    public void Add(ReadOnlySpan<int> words, int pattern)
    {
        int node = 0;
        foreach (int word in words)
        {
            int next = word > 0 ? _constants.GetValueOrDefault((node, word), None) : _nodes[node].Behind((PlaceKind)(-word));
            if (next == None)
            {
                next = _nodes.Count;
                _nodes.Add(TrieNode.Empty);
                if (word > 0)
                    _constants.Add((node, word), next);
                else
                    _nodes[node] = _nodes[node].With((PlaceKind)(-word), next);
            }

            node = next;
        }

        if (_nodes[node].Pattern == None)
            _nodes[node] = _nodes[node] with { Pattern = pattern };
    }

    /// <summary>Makes it ready to be asked; nothing is added any more.</summary>
    public void Freeze()
    {
        _frozen = [.. _nodes];
        int size = 16;
        while (size < _constants.Count * 3)
            size *= 2;
        _keys = new long[size];
        _children = new int[size];
        Array.Fill(_keys, -1);
        foreach (((int node, int word), int child) in _constants)
        {
            long key = ((long)node << 32) | (uint)word;
            int slot = Slot(key);
            while (_keys[slot] != -1)
                slot = (slot + 1) & (size - 1);
            _keys[slot] = key;
            _children[slot] = child;
        }
    }

    private int Slot(long key) => (int)ByteHash.Finish((ulong)key) & (_keys.Length - 1);
}
