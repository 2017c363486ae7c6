namespace ActorDetector.Learning.Layers;

/// <summary>A batch of sequences of keys, packed to be read forwards and from their ends.</summary>
/// <param name="maxLength">Most keys of a sequence that are read: its last ones.</param>
internal sealed class KeyBatch(int maxLength)
{
    /// <summary>Most sequences of a batch.</summary>
    public const int MostRows = 64;

    // Bounds what a pass keeps: a batch has no more keys, unless one sequence alone has.
    private const int MostKeys = 4_096;

    private readonly int[] _lengths = new int[MostRows];
    private int[] _forward = [];
    private int[] _reversed = [];

    /// <summary>Where the keys stand.</summary>
    public SequencePacking Packing { get; } = new();

    /// <summary>Sequences.</summary>
    public int Rows { get; private set; }

    /// <summary>(cells): keys from the first on. Cells that only round up hold key 0.</summary>
    public ReadOnlySpan<int> Forward => _forward.AsSpan(0, Packing.Cells);

    /// <summary>(cells): keys from the last on.</summary>
    public ReadOnlySpan<int> Reversed => _reversed.AsSpan(0, Packing.Cells);

    /// <summary>Keys of a sequence.</summary>
    public int Length(int row) => _lengths[row];

    /// <summary>The cell of a sequence's last step.</summary>
    public int Last(int row) => Packing.Cell(row, _lengths[row] - 1);

    /// <summary>Does nothing when a sequence can be read.</summary>
    /// <param name="sequence">Keys.</param>
    /// <param name="keys">Size of the vocabulary.</param>
    /// <exception cref="ArgumentException">It is empty, or a key is not in the vocabulary.</exception>
    public static void Check(ReadOnlySpan<ushort> sequence, int keys)
    {
        if (sequence.IsEmpty)
            throw new ArgumentException("A sequence has no keys; leave it out.");
        foreach (ushort key in sequence)
        {
            if (key >= keys)
                throw new ArgumentException($"Key {key} is not in the vocabulary of {keys}.");
        }
    }

    /// <summary>The numbers of sequences, the longest first: batches of one length waste least.</summary>
    public static int[] ByLength(IReadOnlyList<ushort[]> sequences) =>
        [.. Enumerable.Range(0, sequences.Count).OrderByDescending(i => sequences[i].Length)];

    /// <summary>Takes in as many of the sequences, from the first on, as are computed at once, and returns how many.</summary>
    public int Fill(IReadOnlyList<ushort[]> sequences, ReadOnlySpan<int> examples)
    {
        Rows = 0;
        for (int sum = 0; Rows < examples.Length && Rows < MostRows; Rows++)
        {
            int length = Math.Min(sequences[examples[Rows]].Length, maxLength);
            sum += length;
            if (Rows > 0 && sum > MostKeys)
                break;
            _lengths[Rows] = length;
        }

        Pack();
        for (int row = 0; row < Rows; row++)
            Put(row, sequences[examples[row]]);
        return Rows;
    }

    /// <summary>Takes in one sequence.</summary>
    public void Fill(ReadOnlySpan<ushort> sequence)
    {
        Rows = 1;
        _lengths[0] = Math.Min(sequence.Length, maxLength);
        Pack();
        Put(0, sequence);
    }

    private void Pack()
    {
        Packing.Pack(_lengths.AsSpan(0, Rows));
        if (_forward.Length < Packing.Cells)
            (_forward, _reversed) = (new int[Packing.Cells], new int[Packing.Cells]);
        _forward.AsSpan(0, Packing.Cells).Clear();
        _reversed.AsSpan(0, Packing.Cells).Clear();
    }

    private void Put(int row, ReadOnlySpan<ushort> sequence)
    {
        int length = _lengths[row];
        ReadOnlySpan<ushort> read = sequence[^length..];
        for (int step = 0; step < length; step++)
        {
            _forward[Packing.Cell(row, step)] = read[step];
            _reversed[Packing.Cell(row, length - 1 - step)] = read[step];
        }
    }
}
