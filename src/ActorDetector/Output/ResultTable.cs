using Spectre.Console;
using Spectre.Console.Rendering;

namespace ActorDetector.Output;

/// <summary>A table of results. Whatever its cells hold is shown as text, made safe and shortened.</summary>
public sealed class ResultTable
{
    private readonly ResultColumn[] _columns;
    private readonly List<IRenderable[]> _rows = [];

    /// <summary>An empty table.</summary>
    public ResultTable(params ResultColumn[] columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        _columns = columns;
    }

    /// <summary>Whether a line stands between rows, for rows of several lines.</summary>
    public bool Ruled { get; init; }

    /// <summary>Adds a row, one text for each column.</summary>
    public void Add(params string[] cells)
    {
        ArgumentNullException.ThrowIfNull(cells);
        ArgumentOutOfRangeException.ThrowIfNotEqual(cells.Length, _columns.Length);
        _rows.Add([.. cells.Select((cell, column) => new Text(Printable.Shorten(cell, _columns[column].Most)))]);
    }

    /// <summary>Adds a row of cells that were made safe already.</summary>
    internal void Add(params IRenderable[] cells) => _rows.Add(cells);

    /// <summary>The table as it is drawn.</summary>
    /// <param name="plain">Whether no terminal is behind it: no boxes.</param>
    internal Table Draw(bool plain)
    {
        Table table = new()
        {
            Border = !plain ? TableBorder.Rounded : Ruled ? TableBorder.Ascii2 : TableBorder.Simple,
            BorderStyle = new Style(Color.Grey),
            ShowRowSeparators = Ruled,
        };
        foreach (ResultColumn column in _columns)
        {
            TableColumn drawn = new(new Text(column.Header, new Style(decoration: Decoration.Bold)));
            if (column.IsNumber)
                drawn.RightAligned();
            table.AddColumn(drawn);
        }

        foreach (IRenderable[] row in _rows)
            table.AddRow(row);
        return table;
    }
}
