namespace ActorDetector.Detection.Parameters;

/// <summary>What is remembered of a text.</summary>
/// <param name="Number">Its number, from 0 in the order of coming.</param>
/// <param name="Count">How often it came.</param>
/// <param name="First">How many texts came before it first did.</param>
internal readonly record struct SeenText(int Number, int Count, long First);
