namespace ActorDetector.CommandLine;

/// <summary>A second, short name of the option that a property becomes, as <c>-o</c>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ShortNameAttribute(string name) : Attribute
{
    /// <summary>The name with its dash.</summary>
    public string Name { get; } = name;
}
