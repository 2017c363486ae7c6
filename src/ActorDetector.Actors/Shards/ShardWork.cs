using System.Text;
using ActorDetector.Actors.Lines;
using ActorDetector.Actors.Lines.Wire;
using ActorDetector.Actors.Models;
using ActorDetector.Actors.ShardLogs;
using ActorDetector.Actors.Stores;
using ActorDetector.Detection;
using ActorDetector.Detection.Events;
using ActorDetector.Detection.Judging;
using ActorDetector.Detection.Judging.Checkpoints;
using ActorDetector.Logs.Reading;

namespace ActorDetector.Actors.Shards;

/// <summary>What a shard knows since it was taken, and what it will commit next. Thrown away when anything fails. Not for two threads at once.</summary>
internal sealed partial class ShardWork
{
    private readonly int _shard;
    private readonly ShardSurroundings _surroundings;
    private readonly int _maxResident;
    private readonly int _commitLines;
    private readonly long _epoch;
    private readonly ShardCounters _counters;
    private readonly ProducerPositions _producers;
    private readonly PublisherPositions _publishers;
    private readonly PassiveSessions _passive;
    private readonly LineFinder _finder;
    private readonly KnownOrigins _origins;
    private readonly LineBlock _lines = new();
    private readonly EventBlock _events = new();
    private readonly List<StoredAnomaly> _anomalies = [];
    private readonly List<ClosedSession> _closed = [];
    private readonly List<DeadLetter> _deadLetters = [];
    private readonly List<(long Arrived, int Lines)> _judged = [];
    private float[] _predictions = [];
    private LoadedModel _model;
    private EventParser _parser;
    private LogJudge _judge;
    private JudgedAnomalies _telling;
    private bool _switched;
    private long _lease; // of the coordinator that changed the model last
    private bool _leased; // since the last commit
    private long _judgedInAll;
    private long _lastArrived;
    private string _source = "";

    /// <summary>The position in the log to read on from.</summary>
    public long Position { get; private set; }

    /// <summary>The entry that is being taken; -1 when none is.</summary>
    public long Taking { get; private set; } = -1;

    /// <summary>The line of it that is being taken, where that is one at a time; else -1.</summary>
    public int TakingLine { get; private set; } = -1;

    /// <summary>The entry that was taken last.</summary>
    public long LastTaken { get; private set; } = -1;

    /// <summary>Lines that wait for the commit.</summary>
    public int Lines { get; private set; }

    /// <summary>Sessions that the clock closed and that wait for the commit.</summary>
    public int ClosedIdle { get; private set; }

    /// <summary>Entries that were confirmed to who sent them and never came, since the shard was taken.</summary>
    public long LostEntries { get; private set; }

    /// <summary>When the lines that wait for the commit arrived, and how many.</summary>
    public IReadOnlyList<(long Arrived, int Lines)> Judged => _judged;

    /// <summary>Takes an entry of the log, or what is left of the one that was taken last.</summary>
    /// <returns>Whether all of it was taken; if not, it is to be taken again after the commit, which stays at its position.</returns>
    public async ValueTask<bool> TakeAsync(LogEntry entry, PoisonSearch poison)
    {
        bool isWhole = true;
        (Taking, TakingLine) = (entry.Position, -1);
        if (entry.Publication is { } publication && !IsNext(publication, entry.Position))
            isWhole = true; // a repeat, or it comes again
        else if (entry.Payload is not { } payload)
            SetAside(entry.Position, "a damaged part of the shard log", "its checksum does not hold", DropReason.Damaged);
        else if (poison.IsByLine(entry.Position) && poison.WholeEntry)
            SetAside(entry.Position, payload);
        else
            isWhole = await TakeAsync(entry.Position, Entry.Parser.ParseFrom(payload.Span), poison).ConfigureAwait(false);
        (Taking, TakingLine) = (-1, -1);
        if (!isWhole)
            return false;
        if (entry.Publication is { } taken)
            _publishers.Took(taken);
        LastTaken = entry.Position;
        Position = entry.Next;
        return true;
    }

    /// <summary>The commit of all that was taken since the last one.</summary>
    public ShardCommit Prepare()
    {
        IReadOnlyList<PassiveSession> passivated = _passive.Passivate(_judge, _maxResident, _model.Bundle.Version);
        SavedDelta? delta = _judge.SaveChanged();
        List<CheckpointPart> parts = [.. _judge.SaveParts().Select(part => new CheckpointPart(part.Name, part.Content)), .. _origins.TakeChanged()];
        if (_switched)
            parts.Add(new CheckpointPart(ModelPart, Encoding.UTF8.GetBytes(_model.Bundle.Version)));
        if (_leased)
            parts.Add(new CheckpointPart(LeasePart, BitConverter.GetBytes(_lease)));
        return new ShardCommit
        {
            Shard = _shard,
            Epoch = _epoch,
            Position = Position,
            Parts = parts,
            Delta = delta is null ? null : new CheckpointDelta(delta.Number, delta.Content),
            // Another model's sessions are all written anew: nothing older is needed.
            FirstDelta = delta?.First ?? (_switched ? long.MaxValue : 0),
            Passivated = passivated,
            Activated = _passive.TakeActivated(),
            ForgottenProducers = [.. _producers.TakeForgotten(), .. _publishers.TakeForgotten()],
            Producers = [.. _producers.TakeChanged(), .. _publishers.TakeChanged()],
            Counters = _counters.TakeChanged(),
            Anomalies = [.. _anomalies],
            Closed = [.. _closed],
            DeadLetters = [.. _deadLetters],
        };
    }

    /// <summary>What was prepared is committed.</summary>
    public void Committed()
    {
        _anomalies.Clear();
        _closed.Clear();
        _deadLetters.Clear();
        _judged.Clear();
        (_switched, _leased) = (false, false);
        (Lines, ClosedIdle) = (0, 0);
    }

    /// <summary>The shard as it would be committed now.</summary>
    public ShardStatus Status(ShardState state, string? trouble, long restarts) => new(
        _shard,
        state,
        trouble,
        _epoch,
        Position,
        _judge.Resident,
        _passive.Count,
        _judge.Unseen?.Templates.Count ?? 0,
        _model.Bundle.Version,
        restarts,
        _counters.Values)
    { LostEntries = LostEntries, Judged = _judgedInAll, LastArrived = _lastArrived };

    private bool IsNext(in Publication publication, long position)
    {
        if (_publishers.Missing(publication) is > 0 and long missing)
        {
            LostEntries += missing;
            SetAside(position, $"{missing} entries of {publication.Publisher}", "they were confirmed to who sent them and never came: their queue was deleted, or the store is older than it", DropReason.Lost);
        }

        return _publishers.IsNext(publication);
    }

    private async ValueTask<bool> TakeAsync(long position, Entry entry, PoisonSearch poison)
    {
        switch (entry.KindCase)
        {
            case Entry.KindOneofCase.Lines:
                await TakeLinesAsync(position, EntryLines.Of(entry.Lines), poison).ConfigureAwait(false);
                return true;
            case Entry.KindOneofCase.Model:
                await SwitchAsync(entry.Model).ConfigureAwait(false);
                return true;
            case Entry.KindOneofCase.Clock:
                return await CloseIdleAsync(entry.Clock.CloseBefore).ConfigureAwait(false);
            default:
                throw new InvalidDataException($"The entry at {position} is of a kind that this version does not know.");
        }
    }

    private async ValueTask TakeLinesAsync(long position, EntryLines lines, PoisonSearch poison)
    {
        _finder.Keep(position, lines);
        int origin = lines.Count > 0 ? _origins.NumberOf(lines.LineOrigin) : 0;
        long after = _producers.After(lines.Producer);
        AddNotes(lines, after);
        IReadOnlySet<int> without = poison.Without(position);
        foreach (int line in without)
            SetAside(lines, line);
        if (poison.IsByLine(position))
        {
            for (TakingLine = 0; TakingLine < lines.Count; TakingLine++)
                await JudgeAsync(position, lines, origin, after, TakingLine, without).ConfigureAwait(false);
        }
        else
        {
            await JudgeAsync(position, lines, origin, after, -1, without).ConfigureAwait(false);
        }

        _counters.Add(new CounterKey(lines.Source, "repeats", ""), lines.Count - lines.CountAfter(after));
        _producers.MoveTo(lines.Producer, lines.LastPosition(after));
    }

    private async ValueTask JudgeAsync(long position, EntryLines lines, int origin, long after, int only, IReadOnlySet<int> without)
    {
        lines.CopyTo(_lines, position, origin, after, only, without);
        if (_lines.Count == 0)
            return;
        _parser.Parse(_lines, _events);
        _counters.AddBlock(lines.Source, _events.Counts);
        await _passive.ActivateAsync(_judge, _events, TranslateAsync).ConfigureAwait(false);
        _judge.Begin(_events);
        await AnswerAsync().ConfigureAwait(false);
        _source = lines.Source;
        foreach (Anomaly anomaly in _telling.OfBlock(_events))
            Tell(anomaly, LogPlace.Of(anomaly.LineNumber), lines, raw: null);
        TellEndings();
        _judged.Add((lines.Arrived, _lines.Count));
        Lines += _lines.Count;
        (_judgedInAll, _lastArrived) = (_judgedInAll + _lines.Count, lines.Arrived);
    }

    // False when a commit has all that it may: those that are closed are gone, and the same entry closes the rest.
    private async ValueTask<bool> CloseIdleAsync(long closeBefore)
    {
        // Page by page, so that however many are passive memory stays bounded.
        long? page = long.MinValue;
        while (page is { } after)
        {
            page = await _passive.ActivateIdleAsync(_judge, closeBefore, after, TranslateAsync).ConfigureAwait(false);
            while (_judge.BeginClosing(closeBefore, _commitLines - ClosedIdle))
            {
                await AnswerAsync().ConfigureAwait(false);
                TellEndings();
                ClosedIdle += _judge.Endings.Count;
                if (ClosedIdle >= _commitLines)
                    return false;
            }
        }

        return true;
    }

    private async ValueTask AnswerAsync()
    {
        int keys = _model.Bundle.NextKey.Keys, window = _model.Bundle.NextKey.Window;
        while (_judge.NextWindows(out ReadOnlyMemory<ushort> windows))
        {
            int values = windows.Length / window * keys;
            if (_predictions.Length < values)
                _predictions = new float[values];
            await _model.Pool.PredictAsync(windows, _predictions.AsMemory(0, values)).ConfigureAwait(false);
            _judge.Answer(_predictions.AsSpan(0, values));
        }
    }
}
