using ActorDetector.Detection.Parameters;
using ActorDetector.Detection.Training;
using ActorDetector.Logs;
using ActorDetector.Output;

namespace ActorDetector.Pipeline;

/// <summary>Learns the series of a matrix, each key's by itself, and finds the rows of another that do not go on as they did.</summary>
internal sealed class MatrixSearch
{
    private const string TimeSince = "time since the row before";

    // Keys whose series are kept in memory; rows of others are counted as not learned.
    private const int MostKeys = 10_000;

    // Rows that are judged together.
    private const int Together = 8_192;

    private readonly Dictionary<string, VectorModel> _models = [];
    private readonly List<Deviation> _deviations = [];
    private IReadOnlyList<string> _columns = [];

    /// <summary>Keys that were learned.</summary>
    public int Keys => _models.Count;

    /// <summary>Rows judged.</summary>
    public long Judged { get; private set; }

    /// <summary>Rows of keys that were not learned.</summary>
    public long NotLearned { get; private set; }

    /// <summary>Learns from a file.</summary>
    /// <exception cref="TrainingException">No key has rows enough.</exception>
    /// <exception cref="LogInputException">The file cannot be understood.</exception>
    public void Learn(MatrixFile file, VectorOptions options, WorkProgress progress, CancellationToken stop)
    {
        Dictionary<string, VectorSeries> series = [];
        Dictionary<string, double> last = [];
        _columns = ColumnsOf(file);
        double[] vector = new double[_columns.Count];
        foreach (MatrixRow row in file.Read())
        {
            stop.ThrowIfCancellationRequested();
            if (!series.TryGetValue(row.Key, out VectorSeries? known))
            {
                if (series.Count == MostKeys)
                    continue;
                series[row.Key] = known = new VectorSeries(vector.Length, options.ParameterMaxEvents);
            }

            Fill(vector, row, file.HasTime, last);
            known.Add(vector);
        }

        int done = 0;
        foreach ((string key, VectorSeries known) in series)
        {
            progress.Report(done, (double)done++ / series.Count);
            if (VectorModel.Train(known, options, null, stop) is { } model)
                _models[key] = model;
        }

        progress.Report(series.Count, 1);
        if (_models.Count == 0)
            throw new TrainingException($"there is nothing to learn from: none of the {series.Count} keys has {options.ParameterMinEvents} rows of numbers that keep to a range; see --parameter-min-events");
    }

    /// <summary>The anomalous rows of a file, in order.</summary>
    /// <exception cref="LogInputException">The file cannot be understood, or has other columns than the one that was learned.</exception>
    public IEnumerable<OddRow> Find(MatrixFile file, WorkProgress progress, CancellationToken stop)
    {
        if (!_columns.SequenceEqual(ColumnsOf(file)))
            throw new LogInputException($"the matrix to judge has the columns {string.Join(", ", file.Columns)}; the one that was learned has {string.Join(", ", _columns)}");
        Dictionary<string, (VectorJudge Judge, List<long> Lines)> judges =
            _models.ToDictionary(model => model.Key, model => (model.Value.CreateJudge(), new List<long>()));
        Dictionary<string, double> last = [];
        double[] vector = new double[_columns.Count];
        long gathered = 0;
        foreach (MatrixRow row in file.Read())
        {
            stop.ThrowIfCancellationRequested();
            if (!judges.TryGetValue(row.Key, out (VectorJudge Judge, List<long> Lines) judge))
            {
                NotLearned++;
                continue;
            }

            Fill(vector, row, file.HasTime, last);
            judge.Judge.Add(vector);
            judge.Lines.Add(row.Line);
            Judged++;
            if (++gathered % Together != 0)
                continue;
            progress.Report(Judged);
            foreach (OddRow odd in Judge(judges))
                yield return odd;
        }

        foreach (OddRow odd in Judge(judges))
            yield return odd;
        progress.Report(Judged);
    }

    private static IReadOnlyList<string> ColumnsOf(MatrixFile file) => file.HasTime ? [.. file.Columns, TimeSince] : file.Columns;

    private static void Fill(double[] vector, in MatrixRow row, bool hasTime, Dictionary<string, double> last)
    {
        row.Numbers.CopyTo(vector, 0);
        if (!hasTime)
            return;
        vector[^1] = Math.Max(0, row.Time - last.GetValueOrDefault(row.Key, double.NaN)); // NaN stays NaN
        if (!double.IsNaN(row.Time))
            last[row.Key] = row.Time;
    }

    private OddRow[] Judge(Dictionary<string, (VectorJudge Judge, List<long> Lines)> judges)
    {
        List<OddRow> found = [];
        foreach ((string key, (VectorJudge judge, List<long> lines)) in judges)
        {
            _deviations.Clear();
            judge.Judge(_deviations);
            found.AddRange(_deviations.Select(odd => new OddRow(lines[odd.Row], key, _columns[odd.Column], odd.Value, odd.Expected, odd.Score)));
            lines.Clear();
        }

        return [.. found.OrderBy(odd => odd.Line)];
    }
}
