using System.Runtime.InteropServices;
using ActorDetector.Detection.Combination;
using ActorDetector.Detection.Detectors;
using ActorDetector.Detection.Events;
using ActorDetector.Detection.Judging.Checkpoints;
using ActorDetector.Detection.NextKey;
using ActorDetector.Detection.Sessions;
using ActorDetector.Detection.Unseen;
using ActorDetector.Logs.Sessions;

namespace ActorDetector.Detection.Judging;

/// <summary>Judges events by the keys that the model expects next, session by session, and each session when it is closed by what all
/// detectors say of it together. Pure: no clock, no threads, no I/O; what it says does not hang on how events were cut into blocks. Not for
/// two threads at once.</summary>
/// <remarks>Votes only add up, so what makes a whole vote by itself is told at once, and what does not waits for the session's end.</remarks>
public sealed partial class LogJudge
{
    /// <summary>Most predictions that are kept of an anomaly.</summary>
    public const int MostExpected = 5;

    // Sessions of more keys are explained only where a detector gave a vote on them.
    private const int MostExplained = 4096;

    // Long enough for the lines of sessions that end within the last hundred thousand lines.
    private const int RecentTextBytes = 16 << 20;

    // A session's lines are read when its block is judged, so the lines of the block behind them must not take their place.
    private const int BlockTextBytes = 8 << 20;

    private readonly NextKeyModel _model;
    private readonly DetectorCombination _combination;
    private readonly SessionVoting _voting;
    private readonly JudgedSessions _sessions;
    private readonly EventJudging _events;
    private readonly bool _judgesWholes; // sessions without an end are told of by their events alone
    private readonly WindowPredictor? _predictor;
    private readonly RecentText? _recent;
    private readonly int[] _rows = new int[WindowPredictor.Batch];
    private readonly WindowQueue<Query> _queries;
    private readonly WindowQueue<int> _untold; // endings whose worst event's window is asked for
    private readonly List<Prediction> _expected = [];
    private readonly List<Judgement> _judgements = [];
    private readonly List<Ending> _endings = [];
    private readonly List<ushort> _endingKeys = [];
    private readonly TextBuffer _endingText = new(1 << 12);
    private ushort[] _closedKeys = new ushort[64];
    private EventBlock? _block;
    private int _closedAtEnd = -1; // how many sessions of the end were handed out; -1 before the end

    /// <summary>A judge without open sessions, who goes by the next-key model alone.</summary>
    /// <param name="model">The model.</param>
    /// <param name="sessions">What makes events one session.</param>
    /// <param name="cacheMegabytes">Bound of the prediction cache in MiB.</param>
    public LogJudge(NextKeyModel model, SessionOptions sessions, int cacheMegabytes)
        : this(model, DetectorCombination.OfNextKeyAlone(model), sessions, cacheMegabytes)
    {
    }

    /// <summary>A judge without open sessions.</summary>
    /// <param name="model">The model of what comes next.</param>
    /// <param name="combination">Who else has a vote on bounded sessions, and what votes are worth.</param>
    /// <param name="sessions">What makes events one session.</param>
    /// <param name="cacheMegabytes">Bound of the prediction cache in MiB.</param>
    /// <param name="events">Detectors of single events, by their names: what they find is told at once.</param>
    /// <param name="unseen">Resolves lines that no template matched; null when they stay unseen.</param>
    public LogJudge(
        NextKeyModel model,
        DetectorCombination combination,
        SessionOptions sessions,
        int cacheMegabytes,
        IReadOnlyList<(string Name, IEventDetector Detector)>? events = null,
        UnseenResolver? unseen = null)
        : this(model, combination, sessions, events ?? [], unseen, isHosted: false)
    {
        _predictor = new WindowPredictor(model.Network, cacheMegabytes);
        _recent = _judgesWholes ? new RecentText(RecentTextBytes + BlockTextBytes) : null;
    }

    private LogJudge(
        NextKeyModel model,
        DetectorCombination combination,
        SessionOptions sessions,
        IReadOnlyList<(string Name, IEventDetector Detector)> events,
        UnseenResolver? unseen,
        bool isHosted)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(combination);
        ArgumentNullException.ThrowIfNull(sessions);
        _model = model;
        _combination = combination;
        _judgesWholes = model.Bounded || SessionBounds.AreWindows(sessions);
        _voting = new SessionVoting(_judgesWholes ? combination.Detectors : [], model.Keys, model.Bounded ? combination.Marked : null);
        _sessions = new JudgedSessions(model, sessions, _judgesWholes, _voting.HasDetectors, events.Count > 0);
        _events = new EventJudging(events, unseen, _sessions.Intervals);
        _queries = new WindowQueue<Query>(model.Window);
        _untold = new WindowQueue<int>(model.Window);
        Unseen = unseen;
        _journal = isHosted ? new CheckpointJournal() : null;
        _memories = isHosted ? MemoriesOf(events, unseen) : [];
    }

    /// <summary>A judge without open sessions for an owner who makes the predictions (<see cref="NextWindows"/>), looks lines up by their numbers, and keeps
    /// checkpoints: <see cref="SaveChanged"/> and all that belongs to it.</summary>
    /// <param name="model">The model of what comes next.</param>
    /// <param name="combination">Who else has a vote on bounded sessions, and what votes are worth.</param>
    /// <param name="sessions">What makes events one session.</param>
    /// <param name="events">Detectors of single events, by their names: what they find is told at once.</param>
    /// <param name="unseen">Resolves lines that no template matched; null when they stay unseen.</param>
    public static LogJudge Hosted(
        NextKeyModel model,
        DetectorCombination combination,
        SessionOptions sessions,
        IReadOnlyList<(string Name, IEventDetector Detector)>? events = null,
        UnseenResolver? unseen = null) => new(model, combination, sessions, events ?? [], unseen, isHosted: true);

    /// <summary>What was said of each event of the last block.</summary>
    public IReadOnlyList<Judgement> Judgements => _judgements;

    /// <summary>What the detectors of single events found in the last block, in the order of the detectors and then of the events.</summary>
    public IReadOnlyList<FoundEvent> Found => _events.Found;

    /// <summary>The log key that an event of the last block was judged by: that of its template, or of the known one that it means.</summary>
    public ushort Key(int index) => _events[index].Key;

    /// <summary>Whether an event of the last block has an unseen template that was told before: it is counted, and not told again.</summary>
    public bool Repeats(int index) => _events[index].Repeats;

    /// <summary>Whether anything at all called an event of the last block an anomaly.</summary>
    public bool IsAnomalous(int index) => _judgements[index].Anomalous || _events[index].Found;

    /// <summary>Resolves lines that no template matched; null when they stay unseen.</summary>
    public UnseenResolver? Unseen { get; }

    /// <summary>The sessions that were closed while the last block was judged, or by the last <see cref="JudgeEnd"/>.</summary>
    public IReadOnlyList<Ending> Endings => _endings;

    /// <summary>The bytes that an ending's texts are runs of.</summary>
    public ReadOnlySpan<byte> EndingText => _endingText.Bytes;

    /// <summary>The log keys of a closed session; none of a long one that no detector of sessions gave a vote on.</summary>
    public ReadOnlySpan<ushort> EndingKeys(in Ending ending) => CollectionsMarshal.AsSpan(_endingKeys)[ending.Keys];

    /// <summary>The prediction cache, for its counts.</summary>
    /// <exception cref="InvalidOperationException">Its owner makes the predictions.</exception>
    public PredictionCache Cache => Predictor.Cache;

    /// <summary>Sessions opened so far.</summary>
    public int SessionsOpened => _sessions.Table.Opened;

    private WindowPredictor Predictor =>
        _predictor ?? throw new InvalidOperationException("The judge's owner makes the predictions: ask for its windows, and answer them.");

    /// <summary>The keys that were expected where an anomaly is, most probable first; nothing for what is no anomaly.</summary>
    public ReadOnlySpan<Prediction> Expected(in Judgement judgement)
    {
        if (judgement.Expected < 0)
            return [];
        Span<Prediction> from = CollectionsMarshal.AsSpan(_expected)[judgement.Expected..];
        return from[..Math.Min(from.Length, Math.Min(MostExpected, KeyRanking.Predictable(_model.Keys, _model.Bounded)))];
    }

    /// <summary>Judges every event of a block. What was said of the block before is forgotten.</summary>
    public void Judge(EventBlock block)
    {
        Begin(block);
        Predict();
    }

    /// <summary>Closes the sessions that are still open when the input has ended, some at a time.</summary>
    /// <returns>False when there are none left; until then <see cref="Endings"/> holds some, and no block may be judged.</returns>
    public bool JudgeEnd()
    {
        bool isSome = BeginEnd();
        Predict();
        return isSome;
    }

    private void Predict()
    {
        while (NextWindows(out ReadOnlyMemory<ushort> windows))
        {
            Span<int> rows = _rows.AsSpan(0, windows.Length / _model.Window);
            Predictor.Predict(windows.Span, rows);
            foreach (int row in rows)
                AnswerNext(Predictor.Cache.Prediction(row));
        }
    }
}
