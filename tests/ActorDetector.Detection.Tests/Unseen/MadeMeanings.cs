using System.Text;
using ActorDetector.Detection.Unseen;
using ActorDetector.Learning.Words;
using ActorDetector.Logs.Mining;

namespace ActorDetector.Detection.Tests.Unseen;

/// <summary>Templates of a few services, what they mean, and short ways to ask.</summary>
internal static class MadeMeanings
{
    public static TemplateTree Known { get; } = Mine(
        "Session opened for client 10.0.0.1",
        "Session closed for client 10.0.0.1",
        "Interface eth0 of router changed state to up at 12:00:01",
        "Disk quota of user exceeded by 12 MB",
        "Heartbeat from worker 7 received after 30 ms",
        "Snapshot of volume 9 written to archive");

    private static readonly Lazy<TemplateMeanings> LazyTrained = new(() => Train(new UnseenOptions()));

    /// <summary>The meanings of <see cref="Known"/>, all by default.</summary>
    public static TemplateMeanings Trained => LazyTrained.Value;

    public static TemplateMeanings Train(UnseenOptions options, IReadOnlyList<WordPair>? pairs = null) =>
        TemplateMeanings.Train(Known.Templates, new WordOptions(), options, pairs);

    public static TemplateTree Mine(params string[] lines)
    {
        TemplateMiner miner = TemplateMiner.Create(new(), new());
        foreach (string line in lines)
            miner.Learn(Encoding.UTF8.GetBytes(line));
        return miner.Freeze();
    }

    /// <summary>The text of the known template that a text is resolved to; null for UNSEEN.</summary>
    public static string? Resolved(this TemplateMeanings meanings, string text) => TextOf(meanings.Find(text).Key);

    /// <summary>The text of a log key; null for UNSEEN.</summary>
    public static string? TextOf(ushort key) => key == LogKey.Unseen ? null : Known.Templates[key - LogKey.FirstTemplate].Text;

    public static UnseenResolver Resolver(UnseenOptions? options = null, UnseenState? state = null) =>
        new(Trained, Known, options ?? new UnseenOptions(), state);

    public static (string? Key, UnseenSighting Sighting) Resolve(this UnseenResolver resolver, string line)
    {
        ushort key = resolver.Resolve(Encoding.UTF8.GetBytes(line), out UnseenSighting sighting);
        return (TextOf(key), sighting);
    }
}
