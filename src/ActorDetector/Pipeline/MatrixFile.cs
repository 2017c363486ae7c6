using System.Globalization;
using ActorDetector.Logs;
using CsvHelper;
using CsvHelper.Configuration;

namespace ActorDetector.Pipeline;

/// <summary>A CSV file of numbers with a key in each row. Its first row may be names of columns.</summary>
internal sealed class MatrixFile
{
    private readonly string _path;
    private readonly string[] _names;
    private readonly bool _hasNames;
    private readonly int _key;
    private readonly int _time;

    /// <summary>A file; its first row is read.</summary>
    /// <param name="path">The file.</param>
    /// <param name="keyColumn">The column of keys, by its name or its number from 1.</param>
    /// <param name="timeColumn">That of times; null when there is none.</param>
    /// <exception cref="LogInputException">The file cannot be read, or has no such column.</exception>
    public MatrixFile(string path, string keyColumn, string? timeColumn)
    {
        _path = path;
        string[] first = Guard(() => Rows().Select(row => row.Cells).FirstOrDefault()) ?? throw new LogInputException($"{path}: is empty; it needs rows of a key and numbers");
        _names = [.. first.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"column {i + 1}"))];
        _key = Find(first, keyColumn);
        _time = timeColumn is null ? -1 : Find(first, timeColumn);
        _hasNames = first.Where((_, i) => i != _key).Any(cell => !TryNumber(cell, out _) && !TryTime(cell, out _));
        if (_hasNames)
            _names = [.. first.Select(name => name.Trim())];
        Columns = [.. _names.Where((_, i) => i != _key && i != _time)];
        if (Columns.Count == 0)
            throw new LogInputException($"{path}: has no column of numbers beside the key{(timeColumn is null ? "" : " and the time")}");
    }

    /// <summary>The names of the columns of numbers.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>Whether rows have a time.</summary>
    public bool HasTime => _time >= 0;

    /// <summary>The rows, in order.</summary>
    /// <exception cref="LogInputException">A row has too many or too few cells, or a cell is no number; the message says where.</exception>
    public IEnumerable<MatrixRow> Read()
    {
        double[] numbers = new double[Columns.Count];
        bool first = _hasNames;
        using IEnumerator<(long Line, string[] Cells)> rows = Rows().GetEnumerator();
        while (Guard(rows.MoveNext))
        {
            if (!first)
                yield return RowOf(rows.Current.Line, rows.Current.Cells, numbers);
            first = false;
        }
    }

    private MatrixRow RowOf(long line, string[] cells, double[] numbers)
    {
        if (cells.Length != _names.Length)
            throw new LogInputException($"{_path}: line {line} has {cells.Length} cells; the first row has {_names.Length}");
        double time = double.NaN;
        for (int i = 0, column = 0; i < cells.Length; i++)
        {
            if (i == _time && !TryTime(cells[i], out time))
                throw Bad(line, i, cells[i], "a time: seconds, or a date as 2026-01-05T08:00:00Z");
            if (i == _key || i == _time)
                continue;
            if (!TryNumber(cells[i], out numbers[column++]))
                throw Bad(line, i, cells[i], "a number, or empty where there is none");
        }

        return new(line, cells[_key], numbers, time);
    }

    private IEnumerable<(long Line, string[] Cells)> Rows()
    {
        using var csv = new CsvParser(
            new StreamReader(_path), new CsvConfiguration(CultureInfo.InvariantCulture) { TrimOptions = TrimOptions.Trim, IgnoreBlankLines = true });
        while (csv.Read())
            yield return (csv.RawRow, csv.Record!);
    }

    private T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or CsvHelperException)
        {
            throw new LogInputException($"{_path}: cannot be read as a matrix: {fault.Message.ReplaceLineEndings(" ")}", fault);
        }
    }

    private int Find(string[] first, string column)
    {
        // A number is no name, for a first row that is none has numbers in its cells.
        if (int.TryParse(column, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= 1 && number <= first.Length)
            return number - 1;
        int named = Array.FindIndex(first, name => name.Trim().Equals(column, StringComparison.OrdinalIgnoreCase));
        return named >= 0
            ? named
            : throw new LogInputException($"{_path}: has no column '{column}'; its first row is {string.Join(", ", first)}");
    }

    private LogInputException Bad(long line, int column, string cell, string wanted) =>
        new($"{_path}: line {line}, {_names[column]}: '{cell}' is not {wanted}");

    private static bool TryNumber(string cell, out double number)
    {
        number = double.NaN;
        return cell.Length == 0
            || (double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && Math.Abs(number) <= 1e100);
    }

    private static bool TryTime(string cell, out double seconds)
    {
        if (TryNumber(cell, out seconds))
            return true;
        bool isTime = DateTimeOffset.TryParse(cell, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time);
        seconds = (double)time.UtcTicks / TimeSpan.TicksPerSecond;
        return isTime;
    }
}
