namespace ActorDetector.Logs.Formats.Csv;

/// <summary>Reads the cells of a CSV row (RFC 4180): a cell in quotes may hold delimiters, line ends and doubled quotes.</summary>
/// <remarks>A row at a time on bytes, without a string for each cell, as a log's every line passes here.</remarks>
internal ref struct CsvRow(ReadOnlySpan<byte> row, byte delimiter)
{
    private const byte Quote = (byte)'"';
    private readonly ReadOnlySpan<byte> _row = row;
    private int _at;
    private bool _ended;

    /// <summary>Whether what was read so far is well formed.</summary>
    public bool IsMalformed { get; private set; }

    /// <summary>Reads the next cell; false at the row's end or at what is malformed.</summary>
    /// <param name="scratch">Receives the cell when it has doubled quotes, from <paramref name="used"/> on; as long as the row.</param>
    /// <param name="used">How many bytes of the scratch are in use.</param>
    /// <param name="cell">Where the cell is.</param>
    public bool Next(Span<byte> scratch, ref int used, out FieldSlot cell)
    {
        cell = default;
        if (_ended)
            return false;
        if (_at < _row.Length && _row[_at] == Quote)
            return NextQuoted(scratch, ref used, out cell);
        int length = _row[_at..].IndexOf(delimiter);
        _ended = length < 0;
        cell = new FieldSlot(_at, _ended ? _row.Length - _at : length);
        _at += cell.Length + 1;
        return true;
    }

    /// <summary>Whether a quoted cell is open at a line's end, when one was or was not at its start.</summary>
    public static bool EndsOpen(ReadOnlySpan<byte> line, byte delimiter, bool open)
    {
        int at = 0;
        while (true)
        {
            // Within quotes only a quote counts; outside, one at the start of a cell.
            int next = open ? line[at..].IndexOf(Quote) : at < line.Length && line[at] == Quote ? 0 : line[at..].IndexOf(delimiter);
            if (next < 0)
                return open;
            at += next + 1;
            if (open && at < line.Length && line[at] == Quote)
                at++;
            else if (line[at - 1] == Quote)
                open = !open;
        }
    }

    private bool NextQuoted(Span<byte> scratch, ref int used, out FieldSlot cell)
    {
        cell = default;
        int start = ++_at;
        int copied = -1;
        while (_row[_at..].IndexOf(Quote) is >= 0 and int length)
        {
            int end = _at + length;
            bool doubled = end + 1 < _row.Length && _row[end + 1] == Quote;
            if (doubled || copied >= 0)
            {
                if (copied < 0)
                    copied = used;
                _row[_at..(doubled ? end + 1 : end)].CopyTo(scratch[used..]);
                used += length + (doubled ? 1 : 0);
            }

            _at = end + (doubled ? 2 : 1);
            if (doubled)
                continue;
            cell = copied < 0 ? new FieldSlot(start, end - start) : new FieldSlot(copied, used - copied, InScratch: true);
            _ended = _at == _row.Length;
            IsMalformed = !_ended && _row[_at++] != delimiter;
            _ended |= IsMalformed;
            return !IsMalformed;
        }

        IsMalformed = _ended = true;
        return false;
    }
}
