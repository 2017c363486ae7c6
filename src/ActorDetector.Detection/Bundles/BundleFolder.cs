using System.Text.Json;
using ActorDetector.Detection.Combination;
using ActorDetector.Detection.Detectors;
using ActorDetector.Detection.Feedback;
using ActorDetector.Detection.NextKey;
using ActorDetector.Detection.Parameters;
using ActorDetector.Detection.Training;
using ActorDetector.Detection.Unseen;
using ActorDetector.Learning.Lstm;
using ActorDetector.Learning.Tensors;
using ActorDetector.Logs.Mining;

namespace ActorDetector.Detection.Bundles;

/// <summary>Writes and reads a model bundle as a folder: written under a temporary name, synced and renamed; every file checked on reading.</summary>
public static class BundleFolder
{
    /// <summary>The version of the bundle format that this program writes, and the newest that it reads.</summary>
    public const int FormatVersion = 2;

    private const string Templates = "templates.json";
    private const string NextKey = "next-key.safetensors";
    private const string Sessions = "sessions.json";
    private const string Unseen = "unseen";
    private const string Parameters = "parameters";

    /// <summary>Does nothing when a bundle may be written to a folder. Asked before the long work whose result it is to hold.</summary>
    /// <exception cref="BundleException">It is a file, or holds something other than a bundle.</exception>
    public static void EnsureWritable(string folder)
    {
        folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        try
        {
            BundleReplacement.Check(folder, BundleFiles.ManifestName, [BundleFiles.ManifestName, Templates, NextKey, Sessions, FeedbackFiles.Rehearsal, FeedbackFiles.Marked, .. SessionDetectors.All.Select(kind => kind.Name).Append(Unseen).Append(Parameters).SelectMany(DetectorFiles.Of)]);
        }
        catch (Exception fault) when (BundleFiles.IsOfDisk(fault))
        {
            throw new BundleException($"The model bundle {folder} cannot be written: {fault.Message}", fault);
        }
    }

    /// <summary>Writes a bundle; one that is there already under the name is replaced whole.</summary>
    /// <returns>The bundle as it was written, with its version.</returns>
    /// <exception cref="BundleException">The folder holds something other than a bundle, or cannot be written.</exception>
    public static ModelBundle Write(
        string folder,
        BundleSettings settings,
        BundleMetrics metrics,
        TemplateTree templates,
        NextKeyModel model,
        TrainedCombination combination,
        IReadOnlyDictionary<string, object> options,
        SeenSessions seen,
        TemplateMeanings? meanings = null,
        ParameterModel? parameters = null,
        Rehearsal? rehearsal = null,
        MarkedSessions? marked = null)
    {
        ArgumentNullException.ThrowIfNull(combination);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(model);
        var manifest = new BundleManifest(FormatVersion, "", settings, metrics, SizesOf(model), Votes(combination, options), []);
        return Write(folder, Create(manifest, templates, model, combination.Combination, seen, rehearsal, marked ?? MarkedSessions.None, meanings, parameters ?? ParameterModel.None), keepAs: null);
    }

    /// <summary>Writes the bundle that feedback made of another.</summary>
    /// <param name="folder">Where it is written; a bundle that is there already is replaced whole.</param>
    /// <param name="bundle">The bundle before.</param>
    /// <param name="update">What was learned.</param>
    /// <param name="marked">All that was ever marked.</param>
    /// <param name="keepAs">The folder to which the bundle that is in <paramref name="folder"/> is moved; null when it is not kept.</param>
    /// <returns>The bundle as it was written, with its version.</returns>
    /// <exception cref="BundleException">A folder holds something other than a bundle, or cannot be written.</exception>
    public static ModelBundle WriteUpdate(string folder, ModelBundle bundle, UpdatedModel update, MarkedSessions marked, string? keepAs)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        ArgumentNullException.ThrowIfNull(update);
        ArgumentNullException.ThrowIfNull(marked);
        var seen = new SeenSessions(bundle.Seen.Sequences, bundle.Seen.Counts);
        foreach (ushort[] keys in MarkedSessions.KeysOf(marked.Normal, marked.KeysOfLines(bundle.Templates)))
            seen.Add(keys);
        return Write(
            folder,
            Create(
                bundle.Manifest with { NextKey = SizesOf(update.Model) },
                bundle.Templates,
                update.Model,
                update.Combination,
                seen,
                bundle.Rehearsal,
                marked,
                bundle.Meanings,
                bundle.Parameters),
            keepAs);
    }

    private static ModelBundle Write(string folder, ModelBundle bundle, string? keepAs)
    {
        EnsureWritable(folder);
        folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        Dictionary<string, byte[]> files = new()
        {
            [Templates] = Bytes(stream =>
            {
                using var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = BundleJson.Options.Encoder });
                bundle.Templates.Write(writer);
            }),
            [NextKey] = Bytes(stream => Safetensors.Write(stream, bundle.NextKey.Network.Tensors)),
            [Sessions] = Bytes(stream => JsonSerializer.Serialize(stream, new SessionHashes([.. bundle.Seen.Sequences.Order()], [.. bundle.Seen.Counts.Order()]), BundleJson.Options)),
        };
        foreach (VotingDetector voter in bundle.Combination.Detectors)
            DetectorFiles.Add(files, voter.Name, voter.Detector.Keep(), BundleJson.Options);
        if (bundle.Meanings is { } meanings)
            DetectorFiles.Add(files, Unseen, new DetectorState(JsonSerializer.SerializeToNode(meanings.Settings, BundleJson.Options)!.AsObject(), meanings.Tensors), BundleJson.Options);
        if (bundle.Parameters.Count > 0)
            DetectorFiles.Add(files, Parameters, bundle.Parameters.Keep(), BundleJson.Options);
        FeedbackFiles.Add(files, bundle.Rehearsal, bundle.Marked);
        BundleManifest manifest = bundle.Manifest with
        {
            Version = "",
            Files = new SortedDictionary<string, string>(files.ToDictionary(file => file.Key, file => BundleFiles.Hash(file.Value)), StringComparer.Ordinal),
        };
        manifest = ManifestVersion.Stamp(manifest);
        files[BundleFiles.ManifestName] = JsonSerializer.SerializeToUtf8Bytes(manifest, BundleJson.Options);
        try
        {
            BundleReplacement.Write(folder, files, keepAs);
        }
        catch (Exception fault) when (BundleFiles.IsOfDisk(fault))
        {
            throw new BundleException($"The model bundle {folder} cannot be written: {fault.Message}", fault);
        }

        return bundle with { Manifest = manifest };
    }

    /// <summary>Reads a bundle and checks every file of it.</summary>
    /// <exception cref="BundleException">It is missing, damaged, truncated or of a newer format; the message says which file and what is wrong.</exception>
    public static ModelBundle Read(string folder)
    {
        folder = Path.GetFullPath(folder);
        if (!File.Exists(Path.Combine(folder, BundleFiles.ManifestName)))
            throw new BundleException($"{folder} is not a model bundle: it has no {BundleFiles.ManifestName}. Make one with: actordetector train INPUT -o {folder}");
        BundleFiles files = BundleFiles.Open(folder);
        BundleManifest manifest = files.Manifest;
        byte[] templates = files.Read(Templates);
        byte[] weights = files.Read(NextKey);
        byte[] sessions = files.Read(Sessions);
        try
        {
            using var document = JsonDocument.Parse(templates);
            TemplateTree tree = TemplateTree.Read(document.RootElement);
            NextKeyManifest sizes = manifest.NextKey;
            if (tree.Templates.Count + LogKey.FirstTemplate != sizes.Keys)
                throw new FormatException($"{Templates} has {tree.Templates.Count} templates, but the vocabulary has {sizes.Keys} keys");
            var shape = new LstmShape(sizes.Keys, sizes.Window, sizes.Embedding, sizes.Hidden, sizes.Layers, sizes.Branches);
            LstmNetwork network = LstmNetwork.From(shape, Safetensors.Read(new MemoryStream(weights)));
            SessionHashes hashes = BundleJson.Parse<SessionHashes>(sessions, Sessions);
            return Create(
                manifest,
                tree,
                new NextKeyModel(network, sizes.G, sizes.MinEndProbability, sizes.TrainedEvents, sizes.Bounded),
                new DetectorCombination(manifest.Votes.Rank, manifest.Votes.End, [.. manifest.Votes.Detectors.Select(voter => ReadVoter(files, voter))], manifest.Votes.NormalSessions),
                new SeenSessions(hashes.Sequences, hashes.Counts),
                FeedbackFiles.ReadRehearsal(files.ReadIfThere(FeedbackFiles.Rehearsal), sizes.Keys),
                FeedbackFiles.ReadMarked(files.ReadIfThere(FeedbackFiles.Marked)),
                files.ReadState(Unseen) is { } unseen ? MeaningsOf(unseen, tree) : null,
                files.ReadState(Parameters) is { } parameters ? ParameterModel.Read(parameters) : ParameterModel.None);
        }
        catch (Exception fault) when (BundleFiles.IsOfContent(fault))
        {
            throw files.Damaged(fault.Message, fault);
        }
    }

    /// <summary>Copies a bundle to another folder, synced: its own files, and nothing else that its folder holds.</summary>
    /// <exception cref="BundleException">It is damaged, or cannot be written there.</exception>
    public static void Copy(string from, string to)
    {
        from = Path.GetFullPath(from);
        BundleFiles bundle = BundleFiles.Open(from);
        if (bundle.Manifest.Files.Keys.FirstOrDefault(name => name != Path.GetFileName(name)) is { } other)
            throw bundle.Damaged($"{BundleFiles.ManifestName} names {other}, which is no file of its folder");
        Dictionary<string, byte[]> files = bundle.Manifest.Files.Keys.ToDictionary(name => name, bundle.Read);
        try
        {
            files[BundleFiles.ManifestName] = File.ReadAllBytes(Path.Combine(from, BundleFiles.ManifestName));
            BundleReplacement.Write(Path.GetFullPath(to), files);
        }
        catch (Exception fault) when (BundleFiles.IsOfDisk(fault))
        {
            throw new BundleException($"The model bundle {from} cannot be copied to {to}: {fault.Message}", fault);
        }
    }

    /// <summary>What persons marked of a bundle that is to be replaced by one trained anew; nothing where there is no bundle.</summary>
    /// <exception cref="BundleException">It cannot be read, and would be lost.</exception>
    public static MarkedSessions ReadMarked(string folder)
    {
        folder = Path.GetFullPath(folder);
        if (!File.Exists(Path.Combine(folder, FeedbackFiles.Marked)))
            return MarkedSessions.None;
        try
        {
            return FeedbackFiles.ReadMarked(BundleFiles.Open(folder).Read(FeedbackFiles.Marked));
        }
        catch (Exception fault) when (BundleFiles.IsOfContent(fault) || fault is BundleException)
        {
            throw new BundleException($"What persons marked in {folder} would be lost: {FeedbackFiles.Marked} cannot be read ({fault.Message}) Delete the folder to train without it.", fault);
        }
    }

    private static NextKeyManifest SizesOf(NextKeyModel model)
    {
        LstmShape shape = model.Network.Shape;
        return new NextKeyManifest(
            shape.Keys, shape.Window, shape.Embedding, shape.Hidden, shape.Layers, model.G, model.MinEndProbability, model.TrainedEvents, model.Bounded, shape.Branches);
    }

    private static ModelBundle Create(
        BundleManifest manifest,
        TemplateTree templates,
        NextKeyModel model,
        DetectorCombination combination,
        SeenSessions seen,
        Rehearsal? rehearsal,
        MarkedSessions marked,
        TemplateMeanings? meanings,
        ParameterModel parameters) =>
        new(manifest, templates, model, combination with { Marked = KnownAnomalies.Of(marked, templates, model.Bounded, model.Window, rehearsal) }, seen)
        {
            Rehearsal = rehearsal,
            Marked = marked,
            Meanings = meanings,
            Parameters = parameters,
        };

    private static VotesManifest Votes(TrainedCombination combination, IReadOnlyDictionary<string, object> options) => new(
        combination.Combination.Rank,
        combination.Combination.End,
        [
            .. combination.Detectors.Select(trained => new VoterManifest(
                trained.Voter.Name,
                trained.Voter.Scale,
                Known(trained.FalsePositives),
                options.TryGetValue(trained.Voter.Name, out object? own) ? JsonSerializer.SerializeToElement(own, own.GetType(), BundleJson.Options) : null)),
        ],
        combination.Combination.NormalSessions,
        Known(combination.FalsePositives));

    private static double? Known(double share) => double.IsNaN(share) ? null : share;

    private static TemplateMeanings MeaningsOf(DetectorState state, TemplateTree templates)
    {
        state.Json.Remove(DetectorFiles.Name);
        MeaningSettings settings = state.Json.Deserialize<MeaningSettings>(BundleJson.Options) ?? throw new FormatException($"{DetectorFiles.JsonOf(Unseen)} holds nothing");
        return TemplateMeanings.From(settings, state.Tensors, templates.Templates);
    }

    private static VotingDetector ReadVoter(BundleFiles files, VoterManifest voter)
    {
        SessionDetectorKind kind = SessionDetectors.Find(voter.Name) ?? throw new FormatException($"{BundleFiles.ManifestName}: this program has no detector {voter.Name}");
        DetectorState state = files.ReadState(voter.Name) ?? throw new FormatException($"{DetectorFiles.JsonOf(voter.Name)} is missing");
        try
        {
            return new VotingDetector(voter.Name, kind.Read(state, files.Manifest.NextKey.Keys), voter.Scale);
        }
        catch (FormatException fault)
        {
            throw new FormatException($"{DetectorFiles.JsonOf(voter.Name)}: {fault.Message}", fault);
        }
    }

    private static byte[] Bytes(Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        return stream.ToArray();
    }

    private sealed record SessionHashes(ulong[] Sequences, ulong[] Counts);
}
