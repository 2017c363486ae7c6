using ActorDetector.Logs.Formats.Times;

namespace ActorDetector.Logs.Formats.Csv;

/// <summary>Reads rows of CSV.</summary>
internal sealed class CsvParser(CsvLayout layout, FieldRoles roles, TimeParser? time) : FieldParser(roles, time)
{
    private readonly FieldSlot[] _cells = new FieldSlot[layout.Columns.Count];
    private byte[] _scratch = [];

    public override ReadOnlySpan<byte> Field(ReadOnlySpan<byte> line, int field) => _cells[field].Of(line, _scratch);

    protected override SkipReason Cut(ReadOnlySpan<byte> line)
    {
        SkipReason reason = layout.IsNames(line) ? SkipReason.ColumnNames : CutRow(line) ? SkipReason.None : SkipReason.Malformed;
        if (reason != SkipReason.None)
            Array.Clear(_cells);
        return reason;
    }

    private bool CutRow(ReadOnlySpan<byte> line)
    {
        if (_scratch.Length < line.Length)
            _scratch = new byte[Math.Max(line.Length, 2 * _scratch.Length)];
        CsvRow row = new(line, layout.Delimiter);
        int used = 0;
        int count = 0;
        while (row.Next(_scratch, ref used, out FieldSlot cell))
        {
            if (count == _cells.Length)
                return false;
            _cells[count++] = cell;
        }

        return !row.IsMalformed && count == _cells.Length;
    }
}
