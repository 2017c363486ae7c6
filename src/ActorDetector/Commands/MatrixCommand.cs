using System.CommandLine;
using System.Globalization;
using ActorDetector.CommandLine;
using ActorDetector.Detection.Parameters;
using ActorDetector.Output;
using ActorDetector.Pipeline;
using CsvHelper;

namespace ActorDetector.Commands;

/// <summary><c>matrix</c>: anomalous rows of bare numbers.</summary>
public sealed class MatrixCommand : AppCommand
{
    private readonly Argument<string> _training;
    private readonly Argument<string> _test;
    private readonly OptionSet<MatrixOptions> _matrix;
    private readonly OptionSet<VectorOptions> _vectors;

    /// <summary>The command.</summary>
    public MatrixCommand()
        : base(
            "matrix",
            "Learns the numbers of each key's rows in one CSV file, and finds the rows of another that do not go on as they did.",
            new Example("matrix normal.csv today.csv", "rows of a key and numbers, with or without names of columns"),
            new Example("matrix normal.csv today.csv --key-column host --time-column at", "the time since the key's row before is one more number"),
            new Example("matrix normal.csv today.csv --parameter-confidence 0.99 -o odd.csv", "more rows told, all of them in a file"))
    {
        _training = AddArgument(new Argument<string>("TRAIN.csv") { Description = "Normal rows" });
        _test = AddArgument(new Argument<string>("TEST.csv") { Description = "The rows to judge, with the same columns" });
        _matrix = AddOptions<MatrixOptions>();
        _vectors = AddOptions<VectorOptions>();
    }

    /// <inheritdoc/>
    public override ExitCode Run(Invocation invocation)
    {
        ArgumentNullException.ThrowIfNull(invocation);
        MatrixOptions options = invocation.Get(_matrix);
        VectorOptions vectors = invocation.Get(_vectors);
        string training = invocation.Get(_training), test = invocation.Get(_test);
        new OutputPaths([training, test]).Write("--output", options.Output);
        Terminal terminal = invocation.Terminal;
        var search = new MatrixSearch();
        using (WorkProgress progress = terminal.Progress("Learning", "keys"))
            search.Learn(new MatrixFile(training, options.KeyColumn, options.TimeColumn), vectors, progress, invocation.Stop);
        var table = new PriorityQueue<OddRow, (double Score, long Line)>();
        long found = 0;
        using (WorkProgress progress = terminal.Progress("Judging", "rows"))
        using (CsvWriter? file = options.Output is null ? null : Create(options.Output))
        {
            foreach (OddRow odd in search.Find(new MatrixFile(test, options.KeyColumn, options.TimeColumn), progress, invocation.Stop))
            {
                found++;
                table.Enqueue(odd, (odd.Score, -odd.Line));
                if (table.Count > options.Top)
                    table.Dequeue();
                file?.WriteRecord(odd);
                file?.NextRecord();
            }
        }

        Show(terminal, table);
        terminal.Line($"{Figures.Count(found)} of {Figures.Count(search.Judged)} rows are anomalous, by {Figures.Count(search.Keys)} keys learned");
        if (search.NotLearned > 0)
            terminal.Remark($"{Figures.Count(search.NotLearned)} rows were not judged: their keys have fewer than {vectors.ParameterMinEvents} rows in {training}, or no numbers that keep to a range; see --parameter-min-events");
        return ExitCode.Done;
    }

    private static CsvWriter Create(string path)
    {
        var csv = new CsvWriter(File.CreateText(path), CultureInfo.InvariantCulture);
        csv.WriteHeader<OddRow>();
        csv.NextRecord();
        return csv;
    }

    private static void Show(Terminal terminal, PriorityQueue<OddRow, (double, long)> rows)
    {
        if (rows.Count == 0)
            return;
        var table = new ResultTable(
            new ResultColumn("line", IsNumber: true),
            new ResultColumn("key"),
            new ResultColumn("column"),
            new ResultColumn("value", IsNumber: true),
            new ResultColumn("expected", IsNumber: true),
            new ResultColumn("score", IsNumber: true));
        var ranked = new Stack<OddRow>();
        while (rows.TryDequeue(out OddRow? odd, out _))
            ranked.Push(odd);
        foreach (OddRow odd in ranked)
            table.Add(Figures.Count(odd.Line), odd.Key, odd.Column, NumberText.Write(odd.Value), NumberText.Write(odd.Expected), Figures.Score(odd.Score));
        terminal.Write(table);
    }
}
