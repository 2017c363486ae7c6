using System.Globalization;
using System.Text;
using ActorDetector.Logs.Formats;
using CsvHelper;
using FsCheck;
using FsCheck.Fluent;

namespace ActorDetector.Logs.Tests.Formats.Csv;

public sealed class CsvFormatProperties
{
    private static readonly Arbitrary<string[]> Rows = Gen.Elements("ab \"\",;\té€\n".ToCharArray()).ArrayOf()
        .Select(chars => new string(chars)).ListOf(3).Select(cells => cells.ToArray()).ToArbitrary();

    [Fact]
    public void What_was_written_as_CSV_is_read_again() => Prop.ForAll(Rows, cells =>
    {
        using StringWriter text = new();
        using CsvWriter writer = new(text, CultureInfo.InvariantCulture);
        foreach (string cell in (string[])["x" + cells[0], .. cells[1..]])
            writer.WriteField(cell);
        writer.Flush();
        LogFormat format = LogFormats.Resolve(new FormatOptions { Format = "csv" }, "message,b,c\n"u8).Format;

        Parses parsed = Parses.Of(format.CreateParser(), Encoding.UTF8.GetBytes(text.ToString()), 3);

        parsed.Reason.ShouldBe(SkipReason.None);
        parsed.Fields.ShouldBe(["x" + cells[0], .. cells[1..]]);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Rows_are_joined_as_they_were_written() => Prop.ForAll(Rows, cells =>
    {
        // A blank line within a cell is skipped and counted, as everywhere.
        string inner = cells[0].Replace("\n", "\nx", StringComparison.Ordinal);
        string row = $"\"x{inner.Replace("\"", "\"\"", StringComparison.Ordinal)}\",b,c\n";

        List<Parses> rows = Parses.Of("message,b,c\n" + row + "last,b,c\n", new FormatOptions { Format = "csv" });

        rows.Select(parsed => parsed.Fields[0]).Skip(1).ShouldBe(["x" + inner, "last"]);
    }).QuickCheckThrowOnFailure();
}
