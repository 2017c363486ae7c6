namespace ActorDetector.Logs.Reading;

/// <summary>A CSV row goes on to the next line while a quoted field is open: while it has an odd number of quotes.</summary>
internal sealed class QuotedRecordRule : RecordRule
{
    private bool _open;

    public override bool IsWhole => !_open;

    public override void Begin(ReadOnlySpan<byte> line) => _open = HasOddQuotes(line);

    public override bool Joins(ReadOnlySpan<byte> line)
    {
        if (!_open)
            return false;
        _open ^= HasOddQuotes(line);
        return true;
    }

    private static bool HasOddQuotes(ReadOnlySpan<byte> line) => (line.Count((byte)'"') & 1) == 1;
}
