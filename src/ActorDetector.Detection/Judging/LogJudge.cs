using System.Runtime.InteropServices;
using ActorDetector.Detection.Combination;
using ActorDetector.Detection.Detectors;
using ActorDetector.Detection.Events;
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
    private readonly SessionTable _sessions;
    private readonly WindowPredictor _predictor;
    private readonly PagedArray<ushort> _windows;
    private readonly PagedArray<SessionState> _states = new();
    private readonly PagedArray<WorstEvent> _worst = new();
    private readonly PagedArray<ushort> _worstWindows;
    private readonly SlotKeys _keys = new();
    private readonly WindowPanes _panes;
    private readonly RecentText? _recent; // sessions without an end are told of by their events alone
    private readonly int[] _rows = new int[WindowPredictor.Batch];
    private readonly List<Prediction> _expected = [];
    private readonly List<Judgement> _judgements = [];
    private readonly List<Ending> _endings = [];
    private readonly List<(int Ending, ushort[] Window)> _untold = [];
    private readonly List<ushort> _endingKeys = [];
    private readonly EventJudging _events;
    private readonly TextBuffer _endingText = new(1 << 12);
    private ushort[] _closedKeys = new ushort[64];
    private Query[] _queries = new Query[1024];
    private ushort[] _queryWindows;
    private int _queryCount;
    private int _opened;
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
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(combination);
        ArgumentNullException.ThrowIfNull(sessions);
        _model = model;
        _combination = combination;
        bool judgesSessions = model.Bounded || SessionBounds.AreWindows(sessions);
        _voting = new SessionVoting(judgesSessions ? combination.Detectors : [], model.Keys, model.Bounded ? combination.Marked : null);
        _sessions = new SessionTable(sessions);
        _panes = new WindowPanes(_voting.HasDetectors ? sessions : new SessionOptions());
        _events = new EventJudging(events ?? [], unseen);
        Unseen = unseen;
        _predictor = new WindowPredictor(model.Network, cacheMegabytes);
        _windows = new PagedArray<ushort>(model.Window);
        _worstWindows = new PagedArray<ushort>(model.Window);
        _recent = judgesSessions ? new RecentText(RecentTextBytes + BlockTextBytes) : null;
        _queryWindows = new ushort[_queries.Length * model.Window];
    }

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
    public PredictionCache Cache => _predictor.Cache;

    /// <summary>Sessions opened so far.</summary>
    public int SessionsOpened => _opened;

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
        ArgumentNullException.ThrowIfNull(block);
        Forget();
        _events.Begin(block.Count);
        // First every session moves, then all predictions are asked for at once: windows depend on events, not on verdicts.
        for (int i = 0; i < block.Count; i++)
        {
            ref readonly EventRow row = ref block[i];
            int slot = _sessions.Observe(block.Entity(i), row.Time, row.Opens, out bool opened);
            CloseSessions(0, _sessions.Closed.Count);
            if (opened)
                Open(slot, row.Time);
            Span<ushort> window = _windows.Row(slot);
            ref SessionState state = ref _states[slot];
            ushort key = _events.Add(block, i, slot);
            if (_recent is not null)
            {
                state.LastPosition = _recent.Add(block.Raw(i));
                state.LastLength = block.Raw(i).Length;
            }

            Ask(window, new Query(state.Number, slot, key, Ending: -1, OwnEnd: false, state.LastPosition, state.LastLength, TextEnd: 0, Votes: default));
            window[1..].CopyTo(window);
            window[^1] = key;
            if (_voting.HasDetectors)
                _keys.Add(slot, key);
            state.Events++;
            state.Source = block.Source;
            state.LastLine = row.LineNumber;
            state.LastTime = row.Time;
        }

        _events.Finish(block);
        Answer(block);
    }

    /// <summary>Closes the sessions that are still open when the input has ended, some at a time.</summary>
    /// <returns>False when there are none left; until then <see cref="Endings"/> holds some, and no block may be judged.</returns>
    public bool JudgeEnd()
    {
        Forget();
        if (_closedAtEnd < 0)
        {
            _sessions.CloseAll();
            _closedAtEnd = 0;
        }

        int until = Math.Min(_closedAtEnd + (8 * WindowPredictor.Batch), _sessions.Closed.Count);
        if (until == _closedAtEnd)
        {
            _closedAtEnd = -1;
            return false;
        }

        CloseSessions(_closedAtEnd, until);
        _closedAtEnd = until;
        Answer(block: null);
        return true;
    }

    private void Open(int slot, long time)
    {
        _windows.Grow(slot + 1);
        _windows.Row(slot).Clear(); // PAD is 0
        _states.Grow(slot + 1);
        _states[slot] = new SessionState { Number = _opened++ };
        _worst.Grow(slot + 1); // emptied when its session's ending is answered, which comes later than this
        if (_recent is not null)
            _worstWindows.Grow(slot + 1);
        if (_voting.HasDetectors)
            _keys.Open(slot);
        _panes.Open(slot, time);
        _events.Open(slot);
    }

    private void Forget()
    {
        _judgements.Clear();
        _endings.Clear();
        _expected.Clear();
        _queryCount = 0;
        _endingText.Clear();
        _endingKeys.Clear();
        _untold.Clear();
    }

    private void CloseSessions(int from, int until)
    {
        for (int i = from; i < until; i++)
        {
            ClosedSession closed = _sessions.Closed[i];
            ref readonly SessionState state = ref _states[closed.Slot];
            Span<ushort> window = _windows.Row(closed.Slot);
            bool ownEnd = _model.Bounded && SessionBounds.IsOwnEnd(closed.Reason);
            (SessionVotes votes, Range keys) = _voting.HasDetectors ? Vote(closed) : default;
            Ask(window, new Query(state.Number, closed.Slot, LogKey.End, _endings.Count, ownEnd, state.LastPosition, state.LastLength, _recent?.End ?? 0, votes));
            _endings.Add(new Ending(
                state.Number,
                closed.Reason,
                state.Events,
                state.Source,
                state.LastLine,
                state.LastTime,
                _endingText.Add(_sessions.Entity(closed.Slot)),
                LastRaw: default,
                window[^1],
                Nothing(state.Number),
                Verdict: default,
                Worst: new WorstLine { Judgement = Nothing(state.Number) },
                keys));
        }
    }

    private static Judgement Nothing(int session) => new(session, Rank: 0, LogProbability: 0, Anomalous: false, Expected: -1);

    private (SessionVotes Votes, Range Keys) Vote(ClosedSession closed)
    {
        int count = _keys.Count(closed.Slot);
        if (_closedKeys.Length < count)
            _closedKeys = new ushort[Math.Max(count, _closedKeys.Length * 2)];
        Span<ushort> keys = _closedKeys.AsSpan(0, count);
        _keys.Take(closed.Slot, keys);
        if (_panes.Overlap)
        {
            keys = _panes.Close(closed.Slot, keys, labelled: false, closed.Reason).Keys;
            count = keys.Length;
        }

        SessionVotes votes = SessionBounds.IsCut(closed.Reason) ? default : _voting.Vote(keys);
        if (votes.Voters == 0 && count > MostExplained)
            return (votes, default);
        _endingKeys.AddRange(keys);
        return (votes, (_endingKeys.Count - count).._endingKeys.Count);
    }

    private void Ask(ReadOnlySpan<ushort> window, in Query query)
    {
        if (_queryCount == _queries.Length)
        {
            Array.Resize(ref _queries, _queryCount * 2);
            Array.Resize(ref _queryWindows, _queries.Length * _model.Window);
        }

        window.CopyTo(_queryWindows.AsSpan(_queryCount * _model.Window));
        _queries[_queryCount++] = query;
    }
}
