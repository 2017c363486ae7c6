namespace ActorDetector.Learning.Words;

/// <summary>What word vectors are trained to foretell.</summary>
public enum WordModel
{
    /// <summary>The words around from a word.</summary>
    SkipGram,

    /// <summary>A word from the words around it.</summary>
    Cbow,
}
