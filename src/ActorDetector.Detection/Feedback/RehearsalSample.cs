using ActorDetector.Learning.Randomness;

namespace ActorDetector.Detection.Feedback;

/// <summary>Chooses what stands for all where not all can be kept: half of the room goes to the most frequent sequences, the rest to a weighted
/// random sample of the others.</summary>
/// <remarks>The sample is that of Efraimidis and Spirakis (Information Processing Letters, 2006): the largest of u^(1/weight), u uniform.</remarks>
internal static class RehearsalSample
{
    /// <summary>The places of the chosen, in order; all of them when there is room.</summary>
    public static int[] Choose(IReadOnlyList<ushort[]> sequences, IReadOnlyList<float> weights, int most, int mostKeys, ulong seed)
    {
        if (sequences.Count <= most && sequences.Sum(sequence => (long)sequence.Length) <= mostKeys)
            return [.. Enumerable.Range(0, sequences.Count)];
        var generator = SeededGenerator.For(seed, 0, 0);
        double[] draws = [.. weights.Select(weight => Math.Log(1 - generator.NextUniform()) / weight)];
        int[] all = [.. Enumerable.Range(0, sequences.Count)];
        List<int> chosen = [];
        int keys = 0;
        Fill(all.OrderByDescending(number => weights[number]), (most + 1) / 2, mostKeys / 2);
        Fill(all.Except(chosen.ToHashSet()).OrderByDescending(number => draws[number]), most, mostKeys);
        return [.. chosen.Order()];

        void Fill(IEnumerable<int> numbers, int until, int untilKeys)
        {
            foreach (int number in numbers.ToArray())
            {
                if (chosen.Count == until)
                    return;
                if (keys + sequences[number].Length > untilKeys)
                    continue;
                chosen.Add(number);
                keys += sequences[number].Length;
            }
        }
    }
}
