namespace ActorDetector.Actors.Lines;

/// <summary>What names a line, together with its position.</summary>
/// <param name="Source">The source's name.</param>
/// <param name="Origin">Where exactly the line is from.</param>
/// <param name="Producer">Whose position the line has; empty when positions prove nothing.</param>
public readonly record struct LineOrigin(string Source, string Origin, string Producer);
