using System.Text.Json.Serialization;

namespace ActorDetector.Http.Health;

/// <summary>Whether the node takes lines and judges them.</summary>
/// <param name="Ready">Whether it does.</param>
/// <param name="Draining">Whether it is being stopped.</param>
/// <param name="Conditions">What is wrong, the blocking first; null for who does not show the token where one is needed.</param>
public sealed record ReadyAnswer(bool Ready, bool Draining, IReadOnlyList<ConditionAnswer>? Conditions)
{
    /// <summary>The node's name in its cluster; absent without one, and for who does not show the token.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Node { get; init; }

    /// <summary>What it does there.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Roles { get; init; }

    /// <summary>Whether it is the coordinator there.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Coordinates { get; init; }
}
