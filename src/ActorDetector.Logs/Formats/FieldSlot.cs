namespace ActorDetector.Logs.Formats;

/// <summary>Where a field's bytes are: in the line, or, when they had to be unescaped, in the parser's scratch.</summary>
internal readonly record struct FieldSlot(int Start, int Length, bool InScratch = false)
{
    public ReadOnlySpan<byte> Of(ReadOnlySpan<byte> line, ReadOnlySpan<byte> scratch) => (InScratch ? scratch : line).Slice(Start, Length);
}
