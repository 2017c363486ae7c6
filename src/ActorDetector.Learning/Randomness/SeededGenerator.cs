namespace ActorDetector.Learning.Randomness;

/// <summary>Random numbers that are the same for a seed on every machine and in every version of .NET.</summary>
/// <remarks>xoshiro256** 1.0 (Blackman and Vigna, "Scrambled linear pseudorandom number generators", 2021), its state filled by SplitMix64
/// as
/// the authors advise.</remarks>
public sealed class SeededGenerator
{
    private readonly ulong[] _state = new ulong[4];

    /// <summary>The numbers of a seed.</summary>
    public SeededGenerator(ulong seed)
    {
        for (int i = 0; i < _state.Length; i++)
        {
            seed += 0x9E3779B97F4A7C15;
            _state[i] = Mix(seed);
        }
    }

    /// <summary>A generator of its own for one part of a work, so that parts may run in any order.</summary>
    public static SeededGenerator For(ulong seed, ulong first, ulong second) => new(Mix(Mix(Mix(seed) + first) + second));

    /// <summary>64 random bits.</summary>
    public ulong NextBits()
    {
        ulong[] s = _state;
        ulong result = ulong.RotateLeft(s[1] * 5, 7) * 9;
        ulong shifted = s[1] << 17;
        s[2] ^= s[0];
        s[3] ^= s[1];
        s[1] ^= s[2];
        s[0] ^= s[3];
        s[2] ^= shifted;
        s[3] = ulong.RotateLeft(s[3], 45);
        return result;
    }

    /// <summary>Uniform in [0, 1).</summary>
    public double NextUniform() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in [−limit, limit).</summary>
    public float NextWithin(double limit) => (float)(((2 * NextUniform()) - 1) * limit);

    /// <summary>From the normal distribution of mean 0 and variance 1 (Box and Muller, 1958).</summary>
    public float NextNormal() =>
        (float)(Math.Sqrt(-2 * Math.Log(1 - NextUniform())) * Math.Cos(2 * Math.PI * NextUniform()));

    /// <summary>Puts items into a random order (Fisher and Yates).</summary>
    public void Shuffle(Span<int> items)
    {
        for (int last = items.Length - 1; last > 0; last--)
        {
            int other = (int)(NextUniform() * (last + 1));
            (items[last], items[other]) = (items[other], items[last]);
        }
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
