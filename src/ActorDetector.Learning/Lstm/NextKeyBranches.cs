namespace ActorDetector.Learning.Lstm;

/// <summary>What of a window the next key is predicted from (Meng et al., "LogAnomaly", IJCAI 2019).</summary>
/// <remarks>The paper's count vectors are those of the windows that ended at each of the last steps, which reach back twice as far; here they
/// are those of the window's beginnings, so that both branches are given the same keys.</remarks>
public enum NextKeyBranches
{
    /// <summary>The keys in their order.</summary>
    Sequential,

    /// <summary>How often each key came: the count vectors of the window's first key, its first two, and so on to the whole
    /// window.</summary>
    Quantitative,

    /// <summary>Both, each with a stack of its own, joined before the softmax.</summary>
    Both,
}
