using System.Text;

namespace ActorDetector.Reports;

/// <summary>A table of a page.</summary>
internal sealed class HtmlTable
{
    private readonly string[] _styles;
    private readonly StringBuilder _rows = new();
    private readonly string _style;

    /// <summary>An empty table.</summary>
    /// <param name="columns">What stands above each column (as HTML), and its style class: n for numbers.</param>
    /// <param name="style">The table's style class.</param>
    public HtmlTable((string Header, string Style)[] columns, string style = "")
    {
        _style = style;
        _styles = [.. columns.Select(column => column.Style)];
        _rows.Append("<tr>");
        foreach ((string header, string columnStyle) in columns)
            _rows.Append($"<th class=\"{columnStyle}\">{header}</th>");
        _rows.Append("</tr>\n");
    }

    /// <summary>Adds a row of cells (as HTML), one for each column.</summary>
    public void Add(params string[] cells) => Add(false, cells);

    /// <summary>Adds a row, perhaps one that stands out.</summary>
    public void Add(bool chosen, params string[] cells)
    {
        _rows.Append(chosen ? "<tr class=\"chosen\">" : "<tr>");
        for (int i = 0; i < cells.Length; i++)
            _rows.Append($"<td class=\"{_styles[i]}\">{cells[i]}</td>");
        _rows.Append("</tr>\n");
    }

    /// <summary>The table as HTML.</summary>
    public override string ToString() => $"<table class=\"{_style}\">\n{_rows}</table>\n";
}
