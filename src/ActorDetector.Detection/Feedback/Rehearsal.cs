using ActorDetector.Learning.Tensors;

namespace ActorDetector.Detection.Feedback;

/// <summary>What a bundle keeps of its training, so that a later update can rehearse it: distinct sessions where sessions are bounded; where
/// they are not, distinct windows, each with the key that followed as its last.</summary>
/// <param name="Sequences">The log keys of each.</param>
/// <param name="Weights">How often each was seen.</param>
/// <param name="Distinct">How many distinct ones training had; more than are kept when there were too many.</param>
public sealed record Rehearsal(IReadOnlyList<ushort[]> Sequences, IReadOnlyList<float> Weights, long Distinct)
{
    private const string Keys = "keys";
    private const string Lengths = "lengths";
    private const string Counts = "counts";
    private const string Total = "distinct";

    /// <summary>Most distinct sequences that are kept.</summary>
    public const int MostSequences = 50_000;

    /// <summary>Most keys of all of them together: 4 MB in the bundle.</summary>
    public const int MostKeys = 1_000_000;

    /// <summary>Whether nothing was left out.</summary>
    public bool IsComplete => Distinct == Sequences.Count;

    /// <summary>What is kept of a training.</summary>
    /// <param name="sessions">The log keys of its sessions, in the vocabulary of the model.</param>
    /// <param name="bounded">Whether sessions end by themselves.</param>
    /// <param name="window">Keys of a window.</param>
    /// <param name="seed">Seed of the sample, where not all can be kept.</param>
    public static Rehearsal Of(IEnumerable<ushort[]> sessions, bool bounded, int window, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(sessions);
        var weighted = new Detectors.WeightedSessions(ushort.MaxValue + 1);
        foreach (ushort[] session in sessions)
        {
            if (bounded)
                weighted.Add(session);
            else
                KeyWindows.Visit(session, ended: false, window, pair => weighted.Add(pair));
        }

        int[] kept = RehearsalSample.Choose(weighted.Sequences, weighted.Weights, MostSequences, MostKeys, seed);
        return new Rehearsal([.. kept.Select(number => weighted.Sequences[number])], [.. kept.Select(number => weighted.Weights[number])], weighted.Count);
    }

    /// <summary>All of it as tensors.</summary>
    public IReadOnlyDictionary<string, Tensor> Keep()
    {
        float[] keys = [.. Sequences.SelectMany(sequence => sequence).Select(key => (float)key)];
        return new Dictionary<string, Tensor>
        {
            [Keys] = new([keys.Length], keys),
            [Lengths] = new([Sequences.Count], [.. Sequences.Select(sequence => (float)sequence.Length)]),
            [Counts] = new([Sequences.Count], [.. Weights]),
            [Total] = new([1], [Distinct]),
        };
    }

    /// <summary>Reads what <see cref="Keep"/> returned.</summary>
    /// <param name="tensors">The tensors.</param>
    /// <param name="vocabulary">Log keys of the vocabulary.</param>
    /// <exception cref="FormatException">They are not a rehearsal; the message says what is wrong.</exception>
    public static Rehearsal Read(IReadOnlyDictionary<string, Tensor> tensors, int vocabulary)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        float[] keys = Values(tensors, Keys), lengths = Values(tensors, Lengths), counts = Values(tensors, Counts), total = Values(tensors, Total);
        if (!Array.TrueForAll(keys, key => IsWhole(key, 0, vocabulary - 1)))
            throw new FormatException($"{Keys} holds what is no log key of a vocabulary of {vocabulary}");
        if (!Array.TrueForAll(lengths, length => IsWhole(length, 1, MostKeys)) || lengths.Sum(length => (long)length) != keys.Length)
            throw new FormatException($"{Lengths} are not those of {keys.Length} keys");
        if (counts.Length != lengths.Length || !Array.TrueForAll(counts, count => count > 0 && float.IsFinite(count)))
            throw new FormatException($"{Counts} are not those of {lengths.Length} sequences");
        if (total.Length != 1 || !(total[0] >= lengths.Length && total[0] < long.MaxValue))
            throw new FormatException($"{Total} is not a count of at least {lengths.Length}");
        var sequences = new ushort[lengths.Length][];
        int start = 0;
        for (int number = 0; number < lengths.Length; start += (int)lengths[number++])
            sequences[number] = Array.ConvertAll(keys[start..(start + (int)lengths[number])], key => (ushort)key);
        return new Rehearsal(sequences, counts, (long)total[0]);
    }

    private static float[] Values(IReadOnlyDictionary<string, Tensor> tensors, string name) =>
        tensors.TryGetValue(name, out Tensor? tensor) ? tensor.Values : throw new FormatException($"tensor {name} is missing");

    private static bool IsWhole(float value, int least, int most) => value >= least && value <= most && value == MathF.Floor(value);
}
