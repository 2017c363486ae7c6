using System.Buffers;
using System.Globalization;
using ActorDetector.Output;
using CsvHelper;

namespace ActorDetector.Simulation;

/// <summary>Writes simulated logs to files, or live.</summary>
public static class SimulationWriter
{
    /// <summary>The normal log.</summary>
    public const string TrainFile = "train.log";

    /// <summary>The log with the anomalies.</summary>
    public const string LiveFile = "live.log";

    /// <summary>The truth about every session of the live log: session, label (0, 1), kind, first_line, anomaly_line.</summary>
    public const string LabelsFile = "labels.csv";

    /// <summary>The lines of the live log that show an anomaly: line, session, kind.</summary>
    public const string LinesFile = "lines.csv";

    private const int LinesBetween = 1000;
    private const int FlushBytes = 64 * 1024;

    /// <summary>Writes both logs and their labels into a folder, which is made if need be; files of these names are replaced.</summary>
    /// <param name="simulator">The fleet.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="progress">Told of the lines written; null when nobody is.</param>
    /// <param name="stop">Ends the writing; the files are deleted then.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static SimulationSummary WriteFiles(
        FleetSimulator simulator, string folder, WorkProgress? progress = null, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(simulator);
        Directory.CreateDirectory(folder);
        long told = 0;
        try
        {
            SimulationSummary summary = WriteFiles(simulator, folder, Tell);
            progress?.Report(told, 1);
            return summary;
        }
        catch (OperationCanceledException)
        {
            foreach (string file in (string[])[TrainFile, LiveFile, LabelsFile, LinesFile])
                File.Delete(Path.Combine(folder, file));
            throw;
        }

        void Tell()
        {
            if (++told % LinesBetween != 0)
                return;
            stop.ThrowIfCancellationRequested();
            progress?.Report(told, (double)told / simulator.Lines);
        }
    }

    private static SimulationSummary WriteFiles(FleetSimulator simulator, string folder, Action written)
    {
        List<SessionTruth> train = WriteLog(simulator.Train(), Path.Combine(folder, TrainFile), written, out long trainLines, out _);
        List<SessionTruth> live = WriteLog(simulator.Live(), Path.Combine(folder, LiveFile), written, out long lines, out List<LineTruth> odd);
        WriteCsv(live, Path.Combine(folder, LabelsFile));
        WriteCsv(odd, Path.Combine(folder, LinesFile));
        Dictionary<InjectedKind, long> anomalies = live.Where(label => label.Label == 1).CountBy(label => label.Kind)
            .ToDictionary(count => count.Key, count => (long)count.Value);
        return new(trainLines, train.Count, lines, live.Count, anomalies);
    }

    /// <summary>Writes lines at a pace: the n-th not before n - 1 lines' time has passed; at once, and as a block, what is overdue.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="output">Where to; flushed before every pause.</param>
    /// <param name="rate">Lines a second.</param>
    /// <param name="clock">Whose seconds.</param>
    /// <param name="cancellation">Ends the writing between two lines.</param>
    public static async Task WriteLiveAsync(
        IEnumerable<SimulatedLine> lines, Stream output, double rate, TimeProvider clock, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(lines);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(clock);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rate);
        ArrayBufferWriter<byte> block = new(2 * FlushBytes);
        long start = clock.GetTimestamp();
        long written = 0;
        foreach (SimulatedLine line in lines)
        {
            cancellation.ThrowIfCancellationRequested();
            double early = (written / rate) - clock.GetElapsedTime(start).TotalSeconds;
            if (early > 0 || block.WrittenCount >= FlushBytes)
                await FlushAsync(block, output, cancellation);
            if (early > 0)
                await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(early * 1000)), clock, cancellation);
            block.Write(line.Text.Span);
            block.Write("\n"u8);
            written++;
        }

        await FlushAsync(block, output, cancellation);
    }

    private static async Task FlushAsync(ArrayBufferWriter<byte> block, Stream output, CancellationToken cancellation)
    {
        await output.WriteAsync(block.WrittenMemory, cancellation);
        await output.FlushAsync(cancellation);
        block.ResetWrittenCount();
    }

    private static List<SessionTruth> WriteLog(IEnumerable<SimulatedLine> lines, string path, Action written, out long count, out List<LineTruth> odd)
    {
        List<SessionTruth> sessions = [];
        Dictionary<string, SessionTruth> anomalous = [];
        odd = [];
        count = 0;
        using FileStream file = new(path, FileMode.Create, FileAccess.Write, FileShare.Read, FlushBytes);
        foreach (SimulatedLine line in lines)
        {
            file.Write(line.Text.Span);
            file.WriteByte((byte)'\n');
            count++;
            written();
            if (line.OpensSession)
            {
                SessionTruth opened = new() { Session = line.Session, Kind = line.SessionAnomaly, FirstLine = count };
                sessions.Add(opened);
                if (opened.Label == 1)
                    anomalous.Add(line.Session, opened);
            }

            if (line.Anomaly != InjectedKind.None)
            {
                anomalous[line.Session].AnomalyLine ??= count;
                odd.Add(new(count, line.Session, line.Anomaly));
            }
        }

        return sessions;
    }

    private static void WriteCsv<T>(IEnumerable<T> rows, string path)
    {
        using StreamWriter file = new(path);
        using CsvWriter csv = new(file, CultureInfo.InvariantCulture);
        csv.WriteRecords(rows);
    }
}
