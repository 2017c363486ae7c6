namespace ActorDetector.Http.Health;

/// <summary>Whether the node takes lines and judges them.</summary>
/// <param name="Ready">Whether it does.</param>
/// <param name="Draining">Whether it is being stopped.</param>
/// <param name="Conditions">What is wrong, the blocking first; null for who does not show the token where one is needed.</param>
public sealed record ReadyAnswer(bool Ready, bool Draining, IReadOnlyList<ConditionAnswer>? Conditions);
