namespace ActorDetector.Learning.Layers;

/// <summary>Checks the sizes of a model.</summary>
internal static class SizeRange
{
    /// <summary>Does nothing when a size is from 1 to the most.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not; the message names it, its value and the range.</exception>
    public static void Check(string name, int value, int most) => Check(name, value, 1, most);

    /// <summary>Does nothing when a size is within its range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not; the message names it, its value and the range.</exception>
    public static void Check(string name, int value, int least, int most)
    {
        if (value < least || value > most)
            throw new ArgumentOutOfRangeException(name, $"{name} of a model is {value}; it must be from {least} to {most}.");
    }
}
