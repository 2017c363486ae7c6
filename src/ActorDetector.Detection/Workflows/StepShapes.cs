using System.Runtime.InteropServices;

namespace ActorDetector.Detection.Workflows;

/// <summary>The shapes of a task's steps: which keys are in a group, and which groups make a block that is repeated. A session is cut into steps
/// by them.</summary>
internal sealed class StepShapes
{
    /// <summary>Most blocks of a task; what is repeated beyond is learned turn by turn.</summary>
    public const int MostBlocks = 256;

    /// <summary>The shape of what training did not have.</summary>
    public const int Unknown = -1;

    private readonly Dictionary<string, int> _groups;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _groupLookup;
    private readonly List<int[]> _blocks = [];
    private readonly Dictionary<int, List<int>> _blocksByFirst = [];

    /// <summary>No shapes.</summary>
    public StepShapes()
    {
        _groups = new Dictionary<string, int>(StringComparer.Ordinal);
        _groupLookup = _groups.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The blocks, each as the shapes of its groups.</summary>
    public IReadOnlyList<int[]> Blocks => _blocks;

    /// <summary>The shape of a group of these keys, ascending; learned if it is new.</summary>
    public int Learn(ReadOnlySpan<ushort> keys)
    {
        ReadOnlySpan<char> text = MemoryMarshal.Cast<ushort, char>(keys);
        _groupLookup.TryAdd(text, _groups.Count);
        return _groupLookup[text];
    }

    /// <summary>The keys of a group, ascending.</summary>
    public IReadOnlyList<ushort>[] KeysByShape() => [.. _groups.OrderBy(group => group.Value).Select(group => group.Key.Select(key => (ushort)key).ToArray())];

    /// <summary>The shape of a step; <see cref="Unknown"/> where none such was learned.</summary>
    public int ShapeOf(WorkflowStep step)
    {
        int[] shapes = [.. step.Groups.Select(group => ShapeOf([.. group.Select(key => key.Key)]))];
        if (shapes.Length == 1)
            return shapes[0];
        int block = _blocks.FindIndex(other => other.AsSpan().SequenceEqual(shapes));
        return block < 0 ? Unknown : BlockShape(block);
    }

    /// <summary>Learns a block of two or more groups, unless it is known.</summary>
    public void LearnBlock(int[] block)
    {
        List<int> same = _blocksByFirst.TryGetValue(block[0], out List<int>? some) ? some : _blocksByFirst[block[0]] = [];
        if (_blocks.Count >= MostBlocks || same.Exists(other => _blocks[other].AsSpan().SequenceEqual(block)))
            return;
        same.Add(_blocks.Count);
        _blocks.Add(block);
    }

    /// <summary>Learns the groups of a session, and the blocks that it repeats one turn behind the other.</summary>
    public void Learn(List<List<KeyPlaces>> groups, int backSteps)
    {
        int[] shapes = new int[groups.Count];
        for (int i = 0; i < shapes.Length; i++)
        {
            int shape = ShapeOf(groups[i]);
            shapes[i] = shape == Unknown ? Learn([.. groups[i].Select(key => key.Key)]) : shape;
        }

        for (int at = 0; at < shapes.Length;)
        {
            int best = 0, covered = 1;
            for (int length = 2; length <= backSteps && length <= (shapes.Length - at) / 2; length++)
            {
                int turns = Turns(shapes, at, shapes.AsSpan(at, length));
                if (turns > 1 && turns * length > covered)
                    (best, covered) = (length, turns * length);
            }

            if (best > 0)
                LearnBlock(shapes[at..(at + best)]);
            at += covered;
        }
    }

    /// <summary>Cuts a session's groups into steps: at each group the known block that covers most, or else the group alone.</summary>
    public List<SessionStep> Cut(List<List<KeyPlaces>> groups)
    {
        int[] shapes = [.. groups.Select(ShapeOf)];
        List<SessionStep> steps = [];
        for (int at = 0; at < shapes.Length;)
        {
            int block = BlockAt(shapes, at, out int turns);
            int length = block < 0 ? 1 : _blocks[block].Length;
            int from = at;
            steps.Add(new SessionStep(
                block < 0 ? shapes[at] : BlockShape(block),
                [.. Enumerable.Range(0, turns).Select(turn => groups.GetRange(from + (turn * length), length))]));
            at += turns * length;
        }

        return steps;
    }

    private int BlockAt(int[] shapes, int at, out int turns)
    {
        int best = -1, covered = 1;
        turns = 1;
        if (!_blocksByFirst.TryGetValue(shapes[at], out List<int>? blocks))
            return best;
        foreach (int block in blocks)
        {
            int its = Turns(shapes, at, _blocks[block]);
            if (its * _blocks[block].Length > covered)
                (best, turns, covered) = (block, its, its * _blocks[block].Length);
        }

        return best;
    }

    private static int Turns(int[] shapes, int at, ReadOnlySpan<int> block)
    {
        int turns = 0;
        while (shapes.AsSpan(at + (turns * block.Length)).StartsWith(block))
            turns++;
        return turns;
    }

    private int ShapeOf(List<KeyPlaces> group)
    {
        Span<ushort> keys = group.Count <= 64 ? stackalloc ushort[group.Count] : new ushort[group.Count];
        for (int i = 0; i < keys.Length; i++)
            keys[i] = group[i].Key;
        return ShapeOf(keys);
    }

    // Log keys are UTF-16 units here: a text is a list of numbers that can be looked up.
    private int ShapeOf(ReadOnlySpan<ushort> keys) =>
        _groupLookup.TryGetValue(MemoryMarshal.Cast<ushort, char>(keys), out int shape) ? shape : Unknown;

    // Groups are numbered from 0 up, blocks from -2 down: learning one moves no other's number.
    private static int BlockShape(int block) => -2 - block;
}
