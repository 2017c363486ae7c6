namespace ActorDetector.Logs.Masking;

/// <summary>A run of the content that a mask covers, and the mask's number.</summary>
internal readonly record struct MaskHit(int Start, int End, ushort Mask);
