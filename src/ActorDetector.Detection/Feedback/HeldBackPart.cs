namespace ActorDetector.Detection.Feedback;

/// <summary>Divides what a bundle keeps of its training into what an update rehearses, and what is held back to see whether it is
/// forgotten.</summary>
internal static class HeldBackPart
{
    private const int Most = 2_000;
    private const int EveryAtLeast = 5;

    // Of so few, each is needed for both.
    private const int Few = 50;

    /// <summary>Whether a kept sequence is held back: every fifth, or fewer where they are many.</summary>
    /// <param name="number">Its place.</param>
    /// <param name="count">How many there are.</param>
    public static bool Has(int number, int count)
    {
        int every = Math.Max(EveryAtLeast, (count + Most - 1) / Most);
        return count <= Few || number % every == every - 1;
    }

    /// <summary>Whether a kept sequence is rehearsed.</summary>
    /// <param name="number">Its place.</param>
    /// <param name="count">How many there are.</param>
    public static bool IsRehearsed(int number, int count) => count <= Few || !Has(number, count);
}
