using ActorDetector.Logs.Text;

namespace ActorDetector.Logs.Formats.Headers;

/// <summary>Finds what a header pattern cannot say: sets the last field, Content, and may move others.</summary>
internal delegate void ContentRule(ReadOnlySpan<byte> line, Span<Slice> fields);
