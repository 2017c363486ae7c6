namespace ActorDetector.Logs.Mining;

/// <summary>One way in which the lines of a template are written, place by place.</summary>
/// <param name="Texts">The constant text of each place, or null where it is variable.</param>
/// <param name="Several">Whether a variable place takes several words.</param>
/// <param name="HasGroup">Whether variable brackets may follow the place.</param>
internal sealed record FrozenPattern(byte[]?[] Texts, bool[] Several, bool[] HasGroup)
{
    /// <summary>How many places it has.</summary>
    public int Length => Texts.Length;
}
