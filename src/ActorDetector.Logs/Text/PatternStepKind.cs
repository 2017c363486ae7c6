namespace ActorDetector.Logs.Text;

/// <summary>What a step of a <see cref="SimplePattern"/> asks for.</summary>
internal enum PatternStepKind
{
    /// <summary>One of some literal texts, none of which begins another.</summary>
    Literal,

    /// <summary>A run of bytes of a set.</summary>
    Run,

    /// <summary>The border of a word; no bytes.</summary>
    Boundary,

    /// <summary>The line's start; no bytes.</summary>
    Start,

    /// <summary>The line's end, or the place before a last line feed; no bytes.</summary>
    End,
}
