using ActorDetector.Logs.Formats.Times;
using ActorDetector.Logs.Text;

namespace ActorDetector.Logs.Formats.Headers;

/// <summary>Reads lines with a header.</summary>
internal sealed class HeaderParser(HeaderPattern pattern, ContentRule? rule, int fields, FieldRoles roles, TimeParser? time)
    : FieldParser(roles, time)
{
    private readonly Slice[] _fields = new Slice[fields];

    public override ReadOnlySpan<byte> Field(ReadOnlySpan<byte> line, int field) => _fields[field].Of(line);

    protected override SkipReason Cut(ReadOnlySpan<byte> line)
    {
        if (!pattern.Match(line, _fields))
        {
            Array.Clear(_fields);
            return SkipReason.Header;
        }

        rule?.Invoke(line, _fields);
        return SkipReason.None;
    }
}
