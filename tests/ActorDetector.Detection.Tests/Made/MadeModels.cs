using System.Text;
using System.Text.Json;
using ActorDetector.Detection.Bundles;
using ActorDetector.Detection.Combination;
using ActorDetector.Detection.Detectors;
using ActorDetector.Detection.Events;
using ActorDetector.Detection.NextKey;
using ActorDetector.Detection.Training;
using ActorDetector.Learning.Lstm;
using ActorDetector.Logs.Formats;
using ActorDetector.Logs.Masking;
using ActorDetector.Logs.Mining;
using ActorDetector.Logs.Reading;
using ActorDetector.Logs.Sessions;

namespace ActorDetector.Detection.Tests.Made;

/// <summary>Small models, trained within a second or not at all.</summary>
internal static class MadeModels
{
    public const ushort Open = 3;
    public const ushort Read = 4;
    public const ushort Write = 5;
    public const ushort Close = 6;

    private static readonly Lazy<TrainedNextKey> LazyBounded = new(() => Train(Collect(Lives(40)).Sessions, bounded: true));
    private static readonly Lazy<TrainedCombination> LazyCombined = new(() => Combine(Collect(Lives(40)).Sessions, LazyBounded.Value));
    private static readonly Lazy<TrainedNextKey> LazyUnbounded = new(() => Train(Collect(Rounds(40), bounded: false).Sessions, bounded: false));

    /// <summary>What makes every event of an entity one session.</summary>
    public static SessionOptions ByEntity { get; } = new() { SessionId = "x" };

    /// <summary>Small sizes that learn the made logs within a second.</summary>
    public static TrainingOptions Quick { get; } = new()
    {
        Units = 16,
        Layers = 1,
        Embedding = 8,
        Batch = 4,
        LearningRate = 0.02,
        MaxEpochs = 60,
        EarlyStop = 60,
        UnseenShare = 0,
        Threads = 1,
    };

    /// <summary>A model of sessions that are always open, read, write, close; g is 1.</summary>
    public static NextKeyModel Bounded => LazyBounded.Value.Model;

    /// <summary>A model of an endless round of the same four; g is 1.</summary>
    public static NextKeyModel Unbounded => LazyUnbounded.Value.Model;

    /// <summary>A bundle with the bounded model, not written.</summary>
    public static ModelBundle Bundle => new(
        new BundleManifest(1, "0123456789abcdef", Settings, Metrics, new NextKeyManifest(7, 5, 8, 16, 1, 1, 0.001, 1, true), new VotesManifest(VoteScale.At(1), VoteScale.At(7), [], 0, null), []),
        Templates("open", "read", "write", "close"),
        Bounded,
        DetectorCombination.OfNextKeyAlone(Bounded),
        new SeenSessions());

    /// <summary>Every detector of sessions that learns without labels, trained on the sessions of the bounded model.</summary>
    public static TrainedCombination Combined => LazyCombined.Value;

    /// <summary>The options of those that have any.</summary>
    public static IReadOnlyDictionary<string, object> CombinedOptions { get; } = SessionDetectors.All
        .Where(kind => kind.OptionsType is not null).ToDictionary(kind => kind.Name, kind => Activator.CreateInstance(kind.OptionsType!)!);

    public static BundleSettings Settings { get; } =
        new(new ReadingOptions(), new FormatOptions { Format = "plain" }, ByEntity, new NextKeyOptions { Window = 5, G = 1 }, Quick);

    public static BundleMetrics Metrics { get; } = new(160, 160, 40, 140, 5, 60, 0.01, 0.02, "given by --g", null, null);

    /// <summary>A network that was never trained: its predictions are arbitrary, and differ from window to window.</summary>
    public static NextKeyModel Untrained(int keys, int g, int window = 4, int units = 8) =>
        new(
            LstmNetwork.Create(new LstmShape(keys, window, Embedding: 8, Hidden: units, Layers: 2), seed: 7),
            g,
            MinEndProbability: 0.001,
            TrainedEvents: 99,
            Bounded: true);

    public static TrainedNextKey Train(IReadOnlyList<TrainingSession> sessions, bool bounded, NextKeyOptions? options = null, TrainingOptions? training = null) =>
        NextKeyTraining.Train(sessions, bounded, options ?? new NextKeyOptions { Window = 5, G = 1 }, training ?? Quick);

    /// <summary>The combination of the next-key model and all detectors, or those named.</summary>
    public static TrainedCombination Combine(IReadOnlyList<TrainingSession> sessions, TrainedNextKey nextKey, params string[] names) => CombinationTraining.Train(
        sessions,
        nextKey,
        [.. SessionDetectors.All.Where(kind => names.Length == 0 ? !kind.IsSupervised : names.Contains(kind.Name)).Select(kind => (kind, CombinedOptions.GetValueOrDefault(kind.Name)))],
        nextKeyVotes: true,
        new NextKeyOptions { Window = 5 },
        seed: 1);

    /// <summary>The sessions of some events.</summary>
    public static SessionCollector Collect(EventBlock events, bool bounded = true, SessionOptions? options = null)
    {
        var collector = new SessionCollector(options ?? ByEntity, bounded);
        collector.Add(events);
        collector.Finish();
        return collector;
    }

    /// <summary>So many sessions of open, read, write, close.</summary>
    public static EventBlock Lives(int sessions) => MadeEvents.Block(
        Enumerable.Range(0, sessions).SelectMany(number => new[] { Open, Read, Write, Close }.Select(key => ($"s{number}", key))));

    /// <summary>A template tree of event ids, their log keys from 3 in the order given.</summary>
    public static TemplateTree Templates(params string[] names)
    {
        TemplateMiner miner = TemplateMiner.Create(new MiningOptions(), new MaskingOptions());
        foreach (string name in names)
            miner.LearnEventId(Encoding.UTF8.GetBytes(name));
        TemplateTree tree = miner.Freeze();
        TemplateMatcher matcher = tree.CreateMatcher();
        return tree.Keep([.. names.Select(name => matcher.MatchEventId(Encoding.UTF8.GetBytes(name)))]);
    }

    public static string JsonOf(TemplateTree tree)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
            tree.Write(writer);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static EventBlock Rounds(int rounds) => MadeEvents.Block(
        Enumerable.Range(0, rounds).SelectMany(_ => new[] { Open, Read, Write, Close }.Select(key => ("host", key))));
}
