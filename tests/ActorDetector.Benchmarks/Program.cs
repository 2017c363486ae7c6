using System.Globalization;
using ActorDetector.Benchmarks.Inputs;
using ActorDetector.Benchmarks.Lstm;

const string Usage = """
    usage: dotnet run -c Release --project tests/ActorDetector.Benchmarks -- COMMAND

      lstm                                 inference and training of the next-key network, one thread
      repeat LOG OUTPUT LINES              the HDFS log over and over, with new block ids each time
      split-hdfs LOG LABELS FOLDER SHARE   train.log and test.log by blocks in order of their first lines
    """;

return args switch
{
    ["lstm"] => LstmThroughput.Run(),
    ["repeat", var log, var output, var lines] => RepeatedLog.Run(log, output, long.Parse(lines, CultureInfo.InvariantCulture)),
    ["split-hdfs", var log, var labels, var folder, var share] =>
        HdfsSplit.Run(log, labels, folder, double.Parse(share, CultureInfo.InvariantCulture)),
    _ => ShowUsage(),
};

static int ShowUsage()
{
    Console.Error.WriteLine(Usage);
    return 2;
}
