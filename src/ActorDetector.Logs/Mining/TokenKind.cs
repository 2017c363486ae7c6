namespace ActorDetector.Logs.Mining;

/// <summary>What a token may be in a template.</summary>
internal enum TokenKind : byte
{
    /// <summary>A masked part: always variable.</summary>
    Variable,

    /// <summary>A word, which is constant until several take its place.</summary>
    Word,

    /// <summary>Punctuation, which is always constant.</summary>
    Mark,
}
