namespace ActorDetector.Logs.Text;

/// <summary>What a byte can be part of; a word's classes are those of its bytes together.</summary>
[Flags]
internal enum ByteClass : byte
{
    None = 0,

    /// <summary>White space, or a delimiter that counts as such.</summary>
    Space = 1,

    /// <summary>0 to 9.</summary>
    Digit = 2,

    /// <summary>a to f, in either case.</summary>
    HexLetter = 4,

    /// <summary>An ASCII letter, or a byte of a character beyond ASCII.</summary>
    Letter = 8,

    /// <summary>A byte that is a token of its own.</summary>
    Punctuation = 16,

    /// <summary>A quote, bracket or separator that ends a path or URL.</summary>
    Closing = 32,

    /// <summary>A byte by which a word may be a path, an address or the like: a slash of either kind, @.</summary>
    Telling = 64,

    /// <summary>The byte that stands for a masked part; it occurs in no UTF-8 text.</summary>
    Mask = 128,
}
