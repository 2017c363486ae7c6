using System.Text;
using ActorDetector.Detection.NextKey;
using ActorDetector.Learning.Kernels;
using ActorDetector.Learning.Lstm;
using ActorDetector.Logs.Mining;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace ActorDetector.Benchmarks.Kernels;

/// <summary>Time and allocation of single operations. A batch is 512 windows; the rest is for one line, window or key.</summary>
[MemoryDiagnoser]
public class KernelBenchmarks
{
    private const int Batch = 512;
    private const int Lines = 4;
    private const int Windows = 4096;
    private static readonly LstmShape Shape = new(Keys: 28, Window: 10, Embedding: 28, Hidden: 64, Layers: 2);

    private readonly Dictionary<KernelPath, LstmPredictor> _predictors = [];
    private readonly float[] _logProbabilities = new float[Batch * Shape.Keys];
    private readonly int[] _rows = [.. Enumerable.Range(0, Batch)];
    private readonly WindowIndex _index = new(Shape.Window);
    private readonly byte[][] _contents =
    [
        .. new[]
        {
            "Receiving block blk_4093217465811223040 src: /10.0.12.7:50010 dest: /10.0.3.4:50010",
            "PacketResponder 1 for block blk_-7731094422087160339 terminating",
            "Received block blk_4093217465811223040 of size 67108864 from /10.0.12.7",
            "Verification succeeded for blk_-7731094422087160339",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    private ushort[] _windows = [];
    private WeightedWindows _training = new([], [], []);
    private LstmLearner? _learner;
    private TemplateMatcher? _matcher;

    /// <summary>The kernels that this processor has.</summary>
    public static IEnumerable<KernelPath> Paths => KernelPath.All.Where(path => path.IsSupported);

    /// <summary>Measures and prints. In this process: nothing is generated, built or restored.</summary>
    public static int Run()
    {
        string artifacts = Directory.CreateTempSubdirectory("actordetector-benchmarks-").FullName;
        try
        {
            BenchmarkRunner.Run<KernelBenchmarks>(DefaultConfig.Instance
                .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
                .WithArtifactsPath(artifacts));
        }
        finally
        {
            Directory.Delete(artifacts, recursive: true);
        }

        return 0;
    }

    [GlobalSetup]
    public void SetUp()
    {
        Random random = new(1);
        _windows = [.. Enumerable.Range(0, Windows * Shape.Window).Select(_ => (ushort)random.Next(Shape.Keys))];
        for (int at = 0; at < _windows.Length; at += Shape.Window)
            _index.FindOrAdd(_windows.AsSpan(at, Shape.Window), out _);

        LstmNetwork network = LstmNetwork.Create(Shape, seed: 1);
        foreach (KernelPath path in Paths)
            _predictors[path] = new LstmPredictor(network, path);
        ushort[] targets = [.. Enumerable.Range(0, Batch).Select(_ => (ushort)random.Next(Shape.Keys))];
        _training = new(_windows[..(Batch * Shape.Window)], targets, [.. Enumerable.Repeat(1f, Batch)]);
        _learner = new LstmLearner(network, new() { Threads = 1, Batch = Batch });
        Predict(KernelPath.Widest);

        TemplateMiner miner = TemplateMiner.Create(new(), new());
        foreach (byte[] content in _contents)
            miner.Learn(content);
        _matcher = miner.Freeze().CreateMatcher();
    }

    [Benchmark]
    [ArgumentsSource(nameof(Paths))]
    public void Predict(KernelPath path) =>
        _predictors[path].Predict(_windows.AsSpan(0, Batch * Shape.Window), _logProbabilities);

    [Benchmark]
    public double Learn() => _learner!.Learn(_training, _rows);

    [Benchmark(OperationsPerInvoke = Batch)]
    public int Rank()
    {
        int sum = 0;
        for (int row = 0; row < Batch; row++)
            sum += KeyRanking.Rank(_logProbabilities.AsSpan(row * Shape.Keys, Shape.Keys), _training.Targets[row], bounded: true);
        return sum;
    }

    [Benchmark(OperationsPerInvoke = Lines)]
    public int Match()
    {
        int sum = 0;
        foreach (byte[] content in _contents)
            sum += _matcher!.Match(content);
        return sum;
    }

    [Benchmark(OperationsPerInvoke = Windows)]
    public int Find()
    {
        int sum = 0;
        for (int at = 0; at < _windows.Length; at += Shape.Window)
            sum += _index.Find(_windows.AsSpan(at, Shape.Window));
        return sum;
    }
}
