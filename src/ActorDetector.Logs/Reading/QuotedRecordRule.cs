using ActorDetector.Logs.Formats.Csv;

namespace ActorDetector.Logs.Reading;

/// <summary>A CSV row goes on to the next line while a quoted cell is open.</summary>
internal sealed class QuotedRecordRule(byte delimiter) : RecordRule
{
    private bool _open;

    public override bool IsWhole => !_open;

    public override void Begin(ReadOnlySpan<byte> line) => _open = CsvRow.EndsOpen(line, delimiter, open: false);

    public override bool Joins(ReadOnlySpan<byte> line)
    {
        // The open cell began in the record that is still open, and every line until its end belongs to that.
        _open = CsvRow.EndsOpen(line, delimiter, open: true);
        return true;
    }
}
