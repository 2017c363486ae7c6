using ActorDetector.Logs.Masking;

namespace ActorDetector.Logs.Mining;

/// <summary>All that decides how a line is cut into tokens.</summary>
internal sealed record TokenizerOptions(MaskingOptions Masking, string Delimiters);
