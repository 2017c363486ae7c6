namespace ActorDetector.Logs.Mining;

/// <summary>The template miners.</summary>
public enum MinerKind
{
    /// <summary>He et al., Drain, ICWS 2017: a fixed-depth tree, then token similarity.</summary>
    Drain,

    /// <summary>Shima, LenMa, 2016: cosine of word-length vectors.</summary>
    LenMa,
}
