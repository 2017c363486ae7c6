namespace ActorDetector.Output;

/// <summary>A column of a <see cref="ResultTable"/>.</summary>
/// <param name="Header">What stands above it.</param>
/// <param name="IsNumber">Whether it is aligned to the right.</param>
/// <param name="Most">The most characters of a cell; a longer text is shortened with "…".</param>
public sealed record ResultColumn(string Header, bool IsNumber = false, int Most = 300);
