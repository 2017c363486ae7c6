namespace ActorDetector.Logs.Text;

/// <summary>One step of a <see cref="SimplePattern"/>.</summary>
/// <param name="Kind">What it asks for.</param>
/// <param name="Set">For each of the 256 bytes, whether the step can begin with it (and, of a run, go on with it).</param>
/// <param name="Literals">The texts of a <see cref="PatternStepKind.Literal"/>.</param>
/// <param name="Min">Fewest bytes of a <see cref="PatternStepKind.Run"/>.</param>
/// <param name="Max">Most bytes of a <see cref="PatternStepKind.Run"/>.</param>
internal sealed record PatternStep(PatternStepKind Kind, bool[] Set, byte[][] Literals, int Min, int Max)
{
    private static readonly bool[] Nothing = new bool[256];

    /// <summary>A step that takes no bytes.</summary>
    public static PatternStep Border(PatternStepKind kind) => new(kind, Nothing, [], 0, 0);

    /// <summary>A step that takes one of the texts.</summary>
    public static PatternStep Literal(params byte[][] texts)
    {
        bool[] set = new bool[256];
        foreach (byte[] text in texts)
            set[text[0]] = true;
        return new(PatternStepKind.Literal, set, texts, 0, 0);
    }

    /// <summary>A step that takes a run of bytes of a set.</summary>
    public static PatternStep Run(bool[] set, int min, int max) => new(PatternStepKind.Run, set, [], min, max);

    /// <summary>Whether the step can be passed without taking a byte.</summary>
    public bool Optional => Kind != PatternStepKind.Literal && Min == 0;
}
