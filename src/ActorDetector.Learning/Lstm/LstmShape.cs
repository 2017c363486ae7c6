namespace ActorDetector.Learning.Lstm;

/// <summary>The sizes of a next-key network: for each branch embedding → stacked LSTM, then linear over the last steps of
/// all.</summary>
/// <param name="Keys">Size of the vocabulary, and of the output: 2 to 65,536.</param>
/// <param name="Window">Steps: 1 to 1,024.</param>
/// <param name="Embedding">Width of a key's vector: 1 to 1,024.</param>
/// <param name="Hidden">Units of each layer: 1 to 1,024.</param>
/// <param name="Layers">Stacked layers: 1 to 8.</param>
/// <param name="Branches">What the next key is predicted from.</param>
public readonly record struct LstmShape(
    int Keys, int Window, int Embedding, int Hidden, int Layers, NextKeyBranches Branches = NextKeyBranches.Sequential)
{
    /// <summary>Does nothing when every size is within its range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A size is not; the message names it, its value and the range.</exception>
    internal void Check()
    {
        Check(nameof(Keys), Keys, 2, 65_536);
        Check(nameof(Window), Window, 1, 1_024);
        Check(nameof(Embedding), Embedding, 1, 1_024);
        Check(nameof(Hidden), Hidden, 1, 1_024);
        Check(nameof(Layers), Layers, 1, 8);
        if (!Enum.IsDefined(Branches))
        {
            throw new ArgumentOutOfRangeException(
                nameof(Branches), $"Branches of a network are {Branches}; they must be {string.Join(" or ", Enum.GetNames<NextKeyBranches>())}.");
        }
    }

    private static void Check(string name, int value, int least, int most)
    {
        if (value < least || value > most)
            throw new ArgumentOutOfRangeException(name, $"{name} of a network is {value}; it must be from {least} to {most}.");
    }
}
