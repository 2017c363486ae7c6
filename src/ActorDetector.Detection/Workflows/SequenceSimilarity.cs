using System.Numerics;

namespace ActorDetector.Detection.Workflows;

/// <summary>How similar sessions are to one: twice the longest common subsequence by the sum of the lengths.</summary>
/// <remarks>The row of the dynamic program is a row of bits (Hyyrö, "Bit-parallel LCS-length computation revisited", 2004). Of longer sessions
/// only the first <see cref="MostKeys"/> keys are compared, so that the work for a pair is bounded.</remarks>
internal sealed class SequenceSimilarity
{
    /// <summary>Most keys of a session that are compared.</summary>
    public const int MostKeys = 512;

    private const int Words = MostKeys / 64;
    private readonly Dictionary<ushort, ulong[]> _places = [];
    private readonly Dictionary<ushort, int> _counts = [];
    private readonly int _length;

    /// <summary>Compares with a session.</summary>
    public SequenceSimilarity(ReadOnlySpan<ushort> keys)
    {
        _length = Math.Min(keys.Length, MostKeys);
        for (int i = 0; i < _length; i++)
        {
            if (!_places.TryGetValue(keys[i], out ulong[]? places))
                _places.Add(keys[i], places = new ulong[Words]);
            places[i / 64] |= 1UL << (i % 64);
            _counts[keys[i]] = _counts.GetValueOrDefault(keys[i]) + 1;
        }
    }

    /// <summary>The similarity, 0 to 1; or 0 where it cannot reach <paramref name="least"/>.</summary>
    public double To(ReadOnlySpan<ushort> keys, double least)
    {
        keys = keys[..Math.Min(keys.Length, MostKeys)];
        double lengths = _length + keys.Length;
        if (lengths == 0)
            return 1;
        return 2 * MostInCommon(keys) / lengths < least ? 0 : 2 * InCommon(keys) / lengths;
    }

    // Keys in common, whatever their order: never less than the subsequence.
    private int MostInCommon(ReadOnlySpan<ushort> keys)
    {
        Dictionary<ushort, int> used = new(_counts.Count);
        int common = 0;
        foreach (ushort key in keys)
        {
            int count = used[key] = used.GetValueOrDefault(key) + 1;
            if (count <= _counts.GetValueOrDefault(key))
                common++;
        }

        return common;
    }

    private int InCommon(ReadOnlySpan<ushort> keys)
    {
        Span<ulong> row = stackalloc ulong[Words];
        row.Fill(ulong.MaxValue);
        int words = (_length + 63) / 64;
        foreach (ushort key in keys)
        {
            if (!_places.TryGetValue(key, out ulong[]? places))
                continue;
            ulong carry = 0;
            for (int word = 0; word < words; word++)
            {
                ulong before = row[word], match = before & places[word];
                ulong sum = before + match, carried = sum + carry;
                carry = sum < before || carried < sum ? 1UL : 0;
                row[word] = carried | (before - match);
            }
        }

        int common = 0;
        for (int i = 0; i < words; i++)
        {
            ulong within = _length - (i * 64) >= 64 ? ulong.MaxValue : (1UL << (_length - (i * 64))) - 1;
            common += BitOperations.PopCount(~row[i] & within);
        }

        return common;
    }
}
