using System.Globalization;
using System.Text;
using ActorDetector.Logs.Text;

namespace ActorDetector.Logs.Formats.Csv;

/// <summary>The columns of a CSV, from its first row, which may begin with <c>#</c>.</summary>
internal sealed class CsvLayout
{
    private static readonly byte[] Delimiters = [(byte)',', (byte)'\t', (byte)';', (byte)'|'];
    private readonly byte[] _namesRow;

    private CsvLayout(IReadOnlyList<string> columns, byte delimiter, byte[] namesRow)
    {
        Columns = columns;
        Delimiter = delimiter;
        _namesRow = namesRow;
    }

    /// <summary>The columns' names; Column1, Column2 … where the CSV names none.</summary>
    public IReadOnlyList<string> Columns { get; }

    public byte Delimiter { get; }

    /// <summary>Whether the CSV has a row of column names.</summary>
    public bool HasNames => _namesRow.Length > 0;

    /// <summary>Whether a row is the one of column names; it is found again at the head of each further file.</summary>
    public bool IsNames(ReadOnlySpan<byte> row) => HasNames && Blanks.Trim(row).SequenceEqual(_namesRow);

    /// <summary>A single column without a row of names; its cells may hold anything but a line feed.</summary>
    public static CsvLayout One(string name) => new([name], (byte)'\n', []);

    /// <summary>Reads the first row: names when any of its cells is one that is known or wanted.</summary>
    public static CsvLayout Of(ReadOnlySpan<byte> first, IEnumerable<string> known)
    {
        byte delimiter = Delimiters[0];
        List<string> cells = [];
        ReadOnlySpan<byte> row = Blanks.Trim(first);
        ReadOnlySpan<byte> names = row[(row.StartsWith((byte)'#') ? 1 : 0)..];
        foreach (byte candidate in Delimiters)
        {
            List<string> found = Cells(names, candidate);
            if (found.Count > cells.Count)
                (cells, delimiter) = (found, candidate);
        }

        bool hasNames = cells.Intersect(known, StringComparer.OrdinalIgnoreCase).Any();
        return hasNames
            ? new CsvLayout(Distinct(cells), delimiter, row.ToArray())
            : new CsvLayout([.. Enumerable.Range(1, Math.Max(1, cells.Count)).Select(Unnamed)], delimiter, []);
    }

    private static List<string> Cells(ReadOnlySpan<byte> row, byte delimiter)
    {
        byte[] scratch = new byte[row.Length];
        int used = 0;
        CsvRow cells = new(row, delimiter);
        List<string> texts = [];
        while (cells.Next(scratch, ref used, out FieldSlot cell))
            texts.Add(Encoding.UTF8.GetString(Blanks.Trim(cell.Of(row, scratch))));
        return texts;
    }

    /// <summary>A name that comes twice, or is missing, is that of its place.</summary>
    private static List<string> Distinct(List<string> names)
    {
        HashSet<string> seen = [];
        return [.. names.Select((name, place) => name.Length > 0 && seen.Add(name) ? name : Unnamed(place + 1))];
    }

    private static string Unnamed(int number) => KnownNames.UnnamedColumn + number.ToString(CultureInfo.InvariantCulture);
}
