using System.Globalization;

namespace ActorDetector.Tests.Commands;

public sealed class MatrixCommandTests : IDisposable
{
    private static readonly string[] Quick = ["--parameter-units", "8", "--parameter-epochs", "20"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_anomalous_row_is_shown_with_its_column_its_value_and_the_one_expected()
    {
        Write("train.csv", Rows(0, 600));
        Write("test.csv", Rows(600, 200).Select((row, i) => i == 121 ? "disk,99,5000" : row));

        ProgramRun run = await Run("matrix", "train.csv", "test.csv", "-o", "odd.csv");

        run.Code.ShouldBe(0, run.Remarks);
        string[] odd = File.ReadAllLines(PathOf("odd.csv"));
        odd[0].ShouldBe("line,key,column,value,expected,score");
        string[] told = odd.Single(row => row.StartsWith("122,", StringComparison.Ordinal)).Split(',');
        told[1..4].ShouldBe(["disk", "column 3", "5000"]);
        double.Parse(told[4], CultureInfo.InvariantCulture).ShouldBeInRange(20, 70);
        odd.Length.ShouldBeLessThan(8);
        run.Results.ShouldContain("of 200 rows are anomalous, by 2 keys learned");
        run.Results.ShouldContain("5000");
    }

    [Fact]
    public async Task Columns_are_found_by_name_or_number_and_a_time_gives_the_time_since_the_keys_row_before()
    {
        string[] Timed(int first, int count) => ["at,load,host", .. Enumerable.Range(first, count)
            .Select(i => string.Create(CultureInfo.InvariantCulture, $"{1_000_000 + (i * 10) + (i % 3) + (i >= 700 ? 3600 : 0)},{50 + (20 * Math.Sin(i))},web"))];
        Write("train.csv", Timed(0, 600));
        Write("test.csv", Timed(600, 200));

        foreach ((string key, string time) in new[] { ("host", "at"), ("3", "1") })
        {
            ProgramRun run = await Run("matrix", "train.csv", "test.csv", "--key-column", key, "--time-column", time, "-o", "odd.csv");

            run.Code.ShouldBe(0, run.Remarks);
            File.ReadAllLines(PathOf("odd.csv")).ShouldContain(row => row.StartsWith("102,web,time since the row before,36", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Rows_of_keys_that_were_not_learned_are_counted()
    {
        Write("train.csv", Rows(0, 600));
        Write("test.csv", [.. Rows(600, 100), "tape,1,2", "tape,1,2"]);

        (await Run("matrix", "train.csv", "test.csv")).Remarks.ShouldContain("2 rows were not judged");
        ProgramRun none = await Run("matrix", "train.csv", "test.csv", "--parameter-min-events", "301");
        none.Code.ShouldBe(1);
        none.Remarks.ShouldContain("--parameter-min-events");
    }

    [Fact]
    public async Task The_table_has_no_more_rows_than_asked_for()
    {
        Write("train.csv", Rows(0, 600));
        Write("test.csv", Rows(600, 100).Select((row, i) => i is 61 or 71 or 81 ? $"disk,99,{i}000" : row));

        ProgramRun run = await Run("matrix", "train.csv", "test.csv", "--top", "2");

        run.Results.ShouldContain("81000");
        run.Results.ShouldContain("71000");
        run.Results.ShouldNotContain("61000");
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("disk,1,2\ndisk,1\n", "line 2 has 2 cells; the first row has 3")]
    [InlineData("disk,1,2\ndisk,1,many\n", "line 2, column 3: 'many' is not a number")]
    [InlineData("disk,1,2\ndisk,1,NaN\n", "line 2, column 3: 'NaN' is not a number")]
    [InlineData("disk\ndisk\n", "no column of numbers")]
    [InlineData("key,load,size,more\ndisk,1,2,3\n", "has the columns load, size, more")]
    public async Task A_file_that_is_no_such_matrix_is_refused_by_place(string text, string told)
    {
        Write("train.csv", Rows(0, 600));
        File.WriteAllText(PathOf("test.csv"), text);

        ProgramRun run = await Run("matrix", "train.csv", "test.csv");

        run.Code.ShouldBe(1);
        run.Remarks.ShouldContain(told);
    }

    [Fact]
    public async Task A_column_that_is_not_there_is_refused_by_name()
    {
        Write("train.csv", Rows(0, 600));

        (await Run("matrix", "train.csv", "train.csv", "--key-column", "host")).Remarks.ShouldContain("has no column 'host'");
        (await Run("matrix", "train.csv", "train.csv", "--time-column", "4")).Remarks.ShouldContain("has no column '4'");
        (await Run("matrix", "train.csv", "gone.csv")).Code.ShouldBe(1);
        (await Run("matrix", "train.csv", "train.csv", "-o", "train.csv")).Code.ShouldBe(2);
    }

    private static IEnumerable<string> Rows(int first, int count) => Enumerable.Range(first, count).Select(i => string.Create(
        CultureInfo.InvariantCulture, $"{(i % 2 == 0 ? "cpu" : "disk")},{i % 7},{(i % 2 == 0 ? 300 : 40) + (10 * Math.Sin(i * 0.4)) + (i * 13 % 5)}"));

    private string PathOf(string name) => Path.Combine(_folder.Path, name);

    private void Write(string name, IEnumerable<string> rows) => File.WriteAllLines(PathOf(name), rows);

    private Task<ProgramRun> Run(params string[] words) =>
        ProgramRun.Of(_folder, [.. words.Select(word => word.EndsWith(".csv", StringComparison.Ordinal) ? PathOf(word) : word), .. Quick]);
}
