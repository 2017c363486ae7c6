using System.Buffers.Binary;
using System.Text;
using ActorDetector.Actors.Models;
using ActorDetector.Actors.Stores;
using ActorDetector.Detection.Bundles;
using ActorDetector.Detection.Judging;
using ActorDetector.Detection.Judging.Checkpoints;

namespace ActorDetector.Actors.Shards;

/// <content>Restoring, and going over to another model.</content>
internal sealed partial class ShardWork
{
    private const string ModelPart = "model";
    private const string LeasePart = "lease";

    private readonly Dictionary<string, KeyTranslation> _translations = [];

    private ShardWork(int shard, ShardSurroundings surroundings, int maxResident, int commitLines, ShardCheckpoint checkpoint, PassiveSessions passive, LoadedModel model)
    {
        (_shard, _surroundings, _maxResident, _commitLines, _passive, _model) = (shard, surroundings, maxResident, commitLines, passive, model);
        (_epoch, Position) = (checkpoint.Epoch, checkpoint.Position);
        _counters = new ShardCounters(checkpoint.Counters);
        _producers = new ProducerPositions(checkpoint.Producers.Where(producer => !PublisherPositions.Has(producer.Key)), ProducerPositions.Most);
        _publishers = new PublisherPositions(checkpoint.Producers.Where(producer => PublisherPositions.Has(producer.Key)));
        _origins = new KnownOrigins(checkpoint.Parts);
        _finder = new LineFinder(surroundings.Log, shard);
        _judge = JudgeOf(model.Bundle);
        (_parser, _telling) = (model.Bundle.CreateParser(), TellingOf(model.Bundle));
        _switched = !checkpoint.Parts.ContainsKey(ModelPart);
        _lease = checkpoint.Parts.TryGetValue(LeasePart, out byte[]? lease) ? BinaryPrimitives.ReadInt64LittleEndian(lease) : 0;
    }

    /// <summary>Takes a shard, and knows what was committed last.</summary>
    /// <param name="shard">Its number.</param>
    /// <param name="surroundings">What all shards share.</param>
    /// <param name="options">How sessions are kept.</param>
    /// <param name="commitLines">Most lines, and most sessions that the clock closes, of one commit.</param>
    /// <param name="model">The model that judges when the checkpoint names none.</param>
    /// <param name="letGo">Waits for the store no longer, from then on.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="StoreException">Its checkpoint is damaged, or its model is gone.</exception>
    public static async Task<ShardWork> RestoreAsync(
        int shard, ShardSurroundings surroundings, ShardOptions options, int commitLines, string model, CancellationToken letGo, CancellationToken cancellation)
    {
        ShardCheckpoint checkpoint = await surroundings.Store.TakeAsync(shard, cancellation).ConfigureAwait(false);
        string version = checkpoint.Parts.TryGetValue(ModelPart, out byte[]? named) ? Encoding.UTF8.GetString(named) : model;
        PassiveSessions passive = await PassiveSessions.RestoreAsync(shard, surroundings.Store, checkpoint.PassiveCount, letGo, cancellation).ConfigureAwait(false);
        LoadedModel judging = await ModelOfAsync(shard, surroundings, version, cancellation).ConfigureAwait(false);
        try
        {
            var work = new ShardWork(shard, surroundings, Math.Max(1, options.MaxResident / surroundings.Log.Shards), commitLines, checkpoint, passive, judging);
            await work.RestoreAsync(checkpoint, cancellation).ConfigureAwait(false);
            return work;
        }
        catch (FormatException fault)
        {
            throw new StoreException($"The checkpoint of shard {shard} cannot be read: {fault.Message}", fault) { IsDamage = true };
        }
    }

    private async Task RestoreAsync(ShardCheckpoint checkpoint, CancellationToken cancellation)
    {
        _judge.Restore(checkpoint.Parts);
        await foreach (CheckpointDelta delta in checkpoint.Deltas.WithCancellation(cancellation).ConfigureAwait(false))
            _judge.Apply(delta.Number, delta.Content);
        _judge.EndRestore();
        if (_judge.Passive != checkpoint.PassiveCount)
            throw new FormatException($"it says {_judge.Passive} passive sessions, but there are {checkpoint.PassiveCount}.");
        TakeUnseen(default); // what was known before was told before
    }

    private async ValueTask SwitchAsync(Lines.Wire.ModelSwitch change)
    {
        // What a coordinator sent that another one has followed since.
        if (change.Lease < _lease)
            return;
        (_lease, _leased) = (change.Lease, _leased || change.Lease != _lease);
        if (change.Version == _model.Bundle.Version)
            return;
        LoadedModel next = await ModelOfAsync(_shard, _surroundings, change.Version, _passive.LetGo).ConfigureAwait(false);
        LogJudge judge = JudgeOf(next.Bundle);
        judge.Adopt(_judge, KeyTranslation.Between(_model.Bundle.Texts, next.Bundle.Texts));
        (_model, _judge, _switched) = (next, judge, true);
        (_parser, _telling) = (next.Bundle.CreateParser(), TellingOf(next.Bundle));
        _translations.Clear();
        (_unseenTold, _unseenLines) = ([], 0); // as what the judge knows of them
    }

    private static async ValueTask<LoadedModel> ModelOfAsync(int shard, ShardSurroundings surroundings, string version, CancellationToken cancellation)
    {
        try
        {
            return await surroundings.Models.GetAsync(version, cancellation).ConfigureAwait(false);
        }
        catch (BundleException fault)
        {
            throw new StoreException($"Shard {shard} is judged by model {version}, whose copy cannot be read: {fault.Message}", fault);
        }
    }

    /// <summary>The bytes of a passive session in the log keys of the model that judges now.</summary>
    private async ValueTask<byte[]> TranslateAsync(string version, ReadOnlyMemory<byte> session)
    {
        if (version == _model.Bundle.Version)
            return session.ToArray();
        if (!_translations.TryGetValue(version, out KeyTranslation? keys))
            _translations.Add(version, keys = await TranslationAsync(version).ConfigureAwait(false));
        return _judge.Translate(session.Span, keys);
    }

    // The store knows the last models only, and a session may be passive for longer.
    private async ValueTask<KeyTranslation> TranslationAsync(string version)
    {
        IReadOnlyList<ModelVersion> models = await _surroundings.NodeStore.ReadModelsAsync(_passive.LetGo).ConfigureAwait(false);
        return models.FirstOrDefault(model => model.Version == version) is { } from
            ? KeyTranslation.Between(from.Templates, _model.Bundle.Texts)
            : KeyTranslation.OfUnknown;
    }

    private LogJudge JudgeOf(ModelBundle bundle) => bundle.CreateHostedJudge(_surroundings.Rules);

    private JudgedAnomalies TellingOf(ModelBundle bundle) => new(_judge, new AnomalyWording(bundle, ["the shard log"]))
    {
        Repeated = _ => _counters.Add(new CounterKey(_source, "untold", "")),
    };
}
