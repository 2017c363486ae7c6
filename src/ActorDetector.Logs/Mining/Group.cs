namespace ActorDetector.Logs.Mining;

/// <summary>A bracket group that holds nothing but variable parts, as <c>(3.2 KB)</c>: it is left out of the tokens, so that
/// lines with and without it have one template.</summary>
/// <param name="Open">The opening bracket, or 0 where there is no group.</param>
/// <param name="Spaced">Whether white space is before it.</param>
/// <param name="Start">The first byte inside the brackets.</param>
/// <param name="End">The closing bracket.</param>
internal readonly record struct Group(byte Open, bool Spaced, int Start, int End);
