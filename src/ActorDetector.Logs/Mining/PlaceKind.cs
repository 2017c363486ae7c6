namespace ActorDetector.Logs.Mining;

/// <summary>What a place of a pattern takes. In the order in which places that differ are tried.</summary>
internal enum PlaceKind
{
    /// <summary>One text.</summary>
    Constant,

    /// <summary>A masked part: shown by the mask's name.</summary>
    Masked,

    /// <summary>A word or a masked part: shown as <c>&lt;*&gt;</c>.</summary>
    Word,

    /// <summary>One or more words and masked parts: shown as <c>&lt;*&gt;</c>.</summary>
    Several,
}
