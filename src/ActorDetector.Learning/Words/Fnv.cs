namespace ActorDetector.Learning.Words;

/// <summary>A hash of characters that is the same everywhere: FNV-1a of 32 bits over UTF-16.</summary>
internal static class Fnv
{
    /// <summary>The hash of nothing.</summary>
    public const uint Start = 2166136261;

    /// <summary>A hash with one more character.</summary>
    public static uint Step(uint hash, char next) => (((hash ^ (byte)next) * 16777619) ^ (byte)(next >> 8)) * 16777619;

    /// <summary>The hash of a word.</summary>
    public static uint Of(string word) => word.Aggregate(Start, Step);
}
