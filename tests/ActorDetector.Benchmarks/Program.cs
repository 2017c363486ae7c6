using System.Globalization;
using ActorDetector.Benchmarks.Inputs;
using ActorDetector.Benchmarks.Kernels;
using ActorDetector.Benchmarks.Lines;
using ActorDetector.Benchmarks.Lstm;
using ActorDetector.Benchmarks.Serving;
using ActorDetector.Benchmarks.Sessions;
using ActorDetector.Benchmarks.ShardLogs;
using ActorDetector.Benchmarks.Unseen;

const string Usage = """
    usage: dotnet run -c Release --project tests/ActorDetector.Benchmarks -- COMMAND

      lines LOG                            header, entity, masks, match and mining of a log's lines, one thread
      sessions [N]                         memory of N open sessions (default 1,000,000)
      kernels                              time and allocation of single operations
      lstm                                 inference and training of the next-key network, one thread
      shardlog FOLDER                      throughput and latency of the embedded shard log, in an empty folder of the disk to measure
      serve PROGRAM MODEL LOG              a served node (PROGRAM: the built actordetector.dll), from source to stored verdict: a file, HTTP, TCP
      cluster PROGRAM MODEL LOG SHARDS...  what a line costs in clusters of two nodes with so many shards, and in a node by itself: with a RabbitMQ and a
                                           PostgreSQL of its own
      repeat LOG OUTPUT LINES              the HDFS log over and over, with new block ids each time
      unseen LOG [--labels FILE] [--train SHARE] [--share SHARE] [--epochs N] [--threshold T] [--seed N]
                                           what resolving unseen templates by meaning gains, on the HDFS or the BGL log
      split-hdfs LOG LABELS FOLDER SHARE   train.log and test.log by blocks in order of their first lines
    """;

return args switch
{
    ["lines", var log] => LineThroughput.Run(log),
    ["sessions"] => SessionMemory.Run(1_000_000),
    ["sessions", var count] => SessionMemory.Run(int.Parse(count, CultureInfo.InvariantCulture)),
    ["kernels"] => KernelBenchmarks.Run(),
    ["lstm"] => LstmThroughput.Run(),
    ["shardlog", var folder] => await ShardLogThroughput.RunAsync(folder),
    ["serve", var program, var model, var log] => await ServeThroughput.RunAsync(program, model, log),
    ["cluster", var program, var model, var log, .. var shards] => await ClusterCost.RunAsync(program, model, log, shards),
    ["repeat", var log, var output, var lines] => RepeatedLog.Run(log, output, long.Parse(lines, CultureInfo.InvariantCulture)),
    ["unseen", var log, .. var settings] => UnseenGain.Run(log, settings),
    ["split-hdfs", var log, var labels, var folder, var share] =>
        HdfsSplit.Run(log, labels, folder, double.Parse(share, CultureInfo.InvariantCulture)),
    _ => ShowUsage(),
};

static int ShowUsage()
{
    Console.Error.WriteLine(Usage);
    return 2;
}
