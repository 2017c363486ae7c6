namespace ActorDetector.CommandLine;

/// <summary>What help calls the value of the option that a property becomes, as <c>FILE</c>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ValueNameAttribute(string name) : Attribute
{
    /// <summary>The name, in capitals.</summary>
    public string Name { get; } = name;
}
