using ActorDetector.Logs.Text;

namespace ActorDetector.Logs.Mining;

/// <summary>The patterns of a tree, merged where they begin alike.</summary>
/// <remarks>At a node a constant goes before one variable word, and that before several. This order is that of the patterns themselves, so
/// taking patterns away never changes which of the others a line matches.</remarks>
internal sealed class PatternTrie
{
    /// <summary>No node, or no pattern.</summary>
    public const int None = -1;

    private readonly List<Node> _nodes = [Node.Empty];
    private readonly Dictionary<(int Node, int Word), int> _constants = [];
    private Node[] _frozen = [];
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

    /// <summary>The node behind one variable word, or <see cref="None"/>.</summary>
    public int One(int node) => _frozen[node].One;

    /// <summary>The node behind several variable words, or <see cref="None"/>.</summary>
    public int Several(int node) => _frozen[node].Several;

    /// <summary>The pattern that ends at a node, or <see cref="None"/>.</summary>
    public int Pattern(int node) => _frozen[node].Pattern;

    /// <summary>Adds a pattern, unless an equal one is there already.</summary>
    /// <param name="words">The number of each place's word, <see cref="Vocabulary.Variable"/> or <see cref="PatternElement.Several"/>.</param>
    /// <param name="pattern">The number that the pattern is known by.</param>
    public void Add(ReadOnlySpan<int> words, int pattern)
    {
        int node = 0;
        foreach (int word in words)
        {
            int next = word switch
            {
                Vocabulary.Variable => _nodes[node].One,
                PatternElement.Several => _nodes[node].Several,
                _ => _constants.GetValueOrDefault((node, word), None),
            };
            if (next == None)
            {
                next = _nodes.Count;
                _nodes.Add(Node.Empty);
                if (word == Vocabulary.Variable)
                    _nodes[node] = _nodes[node] with { One = next };
                else if (word == PatternElement.Several)
                    _nodes[node] = _nodes[node] with { Several = next };
                else
                    _constants.Add((node, word), next);
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

    private readonly record struct Node(int One, int Several, int Pattern)
    {
        public static readonly Node Empty = new(None, None, None);
    }
}
