using System.Numerics;
using System.Runtime.CompilerServices;

namespace ActorDetector.Logs.Mining;

/// <summary>A set of places between the tokens of a line: all that a part of a pattern may end at.</summary>
internal struct PositionSet
{
    private Words _words;

    /// <summary>Whether there is none.</summary>
    public readonly bool IsEmpty
    {
        get
        {
            foreach (ulong word in _words)
            {
                if (word != 0)
                    return false;
            }

            return true;
        }
    }

    public void Add(int position) => _words[position >> 6] |= 1UL << position;

    public readonly bool Contains(int position) => (_words[position >> 6] >> position & 1) != 0;

    public void Remove(int position) => _words[position >> 6] &= ~(1UL << position);

    /// <summary>The first place from <paramref name="from"/> on, or -1.</summary>
    public readonly int Next(int from)
    {
        for (int i = from >> 6; i < Words.Length; i++)
        {
            ulong word = _words[i];
            if (i == from >> 6)
                word &= ulong.MaxValue << from;
            if (word != 0)
                return (i << 6) + BitOperations.TrailingZeroCount(word);
        }

        return -1;
    }

    [InlineArray(Length)]
    private struct Words
    {
        // One place more than a line has tokens.
        public const int Length = (Tokenizer.MaxTokens >> 6) + 1;
        private ulong _first;
    }
}
