using System.Runtime.InteropServices;
using ActorDetector.Detection.Events;
using ActorDetector.Detection.Sessions;
using ActorDetector.Logs.Sessions;
using ActorDetector.Logs.Text;

namespace ActorDetector.Detection.NextKey;

/// <summary>Judges events by the keys that its model expects next, session by session. Pure: no clock, no threads, no I/O; what it says
/// does not hang on how events were cut into blocks. Not for two threads at once.</summary>
public sealed class NextKeyDetector
{
    /// <summary>Most predictions that are kept of an anomaly.</summary>
    public const int MostExpected = 5;

    // Long enough for the last line of sessions that end within the last few hundred thousand lines.
    private const int RecentTextBytes = 32 << 20;

    // A session's last line is read when its block is judged, so the lines of the block behind it must not take its place.
    private const int BlockTextBytes = 8 << 20;

    private readonly NextKeyModel _model;
    private readonly SessionTable _sessions;
    private readonly WindowPredictor _predictor;
    private readonly PagedArray<ushort> _windows;
    private readonly PagedArray<SessionState> _states = new();
    private readonly RecentText? _recent; // no end is told of unbounded sessions
    private readonly int[] _rows = new int[WindowPredictor.Batch];
    private readonly List<Prediction> _expected = [];
    private readonly List<Judgement> _judgements = [];
    private readonly List<Ending> _endings = [];
    private readonly TextBuffer _endingText = new(1 << 12);
    private Query[] _queries = new Query[1024];
    private ushort[] _queryWindows;
    private int _queryCount;
    private int _opened;
    private int _closedAtEnd = -1; // how many sessions of the end were handed out; -1 before the end

    /// <summary>A detector without open sessions.</summary>
    /// <param name="model">The model that judges.</param>
    /// <param name="sessions">What makes events one session.</param>
    /// <param name="cacheMegabytes">Bound of the prediction cache in MiB.</param>
    public NextKeyDetector(NextKeyModel model, SessionOptions sessions, int cacheMegabytes)
    {
        ArgumentNullException.ThrowIfNull(model);
        _model = model;
        _sessions = new SessionTable(sessions);
        _predictor = new WindowPredictor(model.Network, cacheMegabytes);
        _windows = new PagedArray<ushort>(model.Window);
        _recent = model.Bounded ? new RecentText(RecentTextBytes + BlockTextBytes) : null;
        _queryWindows = new ushort[_queries.Length * model.Window];
    }

    /// <summary>What was said of each event of the last block.</summary>
    public IReadOnlyList<Judgement> Judgements => _judgements;

    /// <summary>The sessions that were closed while the last block was judged, or by the last <see cref="JudgeEnd"/>.</summary>
    public IReadOnlyList<Ending> Endings => _endings;

    /// <summary>The bytes that <see cref="Ending.Entity"/> and <see cref="Ending.LastRaw"/> are runs of.</summary>
    public ReadOnlySpan<byte> EndingText => _endingText.Bytes;

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
        // First every session moves, then all predictions are asked for at once: windows depend on events, not on verdicts.
        for (int i = 0; i < block.Count; i++)
        {
            ref readonly EventRow row = ref block[i];
            int slot = _sessions.Observe(block.Entity(i), row.Time, row.Opens, out bool opened);
            CloseSessions(0, _sessions.Closed.Count);
            if (opened)
                Open(slot);
            Span<ushort> window = _windows.Row(slot);
            ref SessionState state = ref _states[slot];
            Ask(window, new Query(state.Number, row.Key, -1, default));
            window[1..].CopyTo(window);
            window[^1] = row.Key;
            state.Events++;
            state.Source = block.Source;
            state.LastLine = row.LineNumber;
            state.LastTime = row.Time;
            if (_recent is null)
                continue;
            state.LastPosition = _recent.Add(block.Raw(i));
            state.LastLength = block.Raw(i).Length;
        }

        Answer();
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
        Answer();
        return true;
    }

    private void Open(int slot)
    {
        _windows.Grow(slot + 1);
        _windows.Row(slot).Clear(); // PAD is 0
        _states.Grow(slot + 1);
        _states[slot] = new SessionState { Number = _opened++ };
    }

    private void Forget()
    {
        _judgements.Clear();
        _endings.Clear();
        _expected.Clear();
        _queryCount = 0;
        _endingText.Clear();
    }

    private void CloseSessions(int from, int until)
    {
        for (int i = from; i < until; i++)
        {
            ClosedSession closed = _sessions.Closed[i];
            ref readonly SessionState state = ref _states[closed.Slot];
            Span<ushort> window = _windows.Row(closed.Slot);
            bool ended = _model.Bounded && SessionBounds.IsOwnEnd(closed.Reason);
            if (ended)
                Ask(window, new Query(state.Number, LogKey.End, _endings.Count, LastLine(state)));
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
                new Judgement(state.Number, Rank: 0, LogProbability: 0, Anomalous: false, Expected: -1)));
        }
    }

    /// <summary>Where a session's last line is, if it is still at hand when the session closes: blocks cut elsewhere give the same.</summary>
    private Recent LastLine(in SessionState state) =>
        _recent!.Reaches(state.LastPosition, RecentTextBytes) ? new Recent(state.LastPosition, state.LastLength) : default;

    private void Ask(ReadOnlySpan<ushort> window, Query query)
    {
        if (_queryCount == _queries.Length)
        {
            Array.Resize(ref _queries, _queryCount * 2);
            Array.Resize(ref _queryWindows, _queries.Length * _model.Window);
        }

        window.CopyTo(_queryWindows.AsSpan(_queryCount * _model.Window));
        _queries[_queryCount++] = query;
    }

    private void Answer()
    {
        for (int from = 0; from < _queryCount; from += WindowPredictor.Batch)
        {
            int count = Math.Min(WindowPredictor.Batch, _queryCount - from);
            _predictor.Predict(_queryWindows.AsSpan(from * _model.Window, count * _model.Window), _rows.AsSpan(0, count));
            for (int i = 0; i < count; i++)
            {
                Query query = _queries[from + i];
                Judgement judgement = Judge(query, _predictor.Cache.Prediction(_rows[i]));
                if (query.Ending < 0)
                    _judgements.Add(judgement);
                else
                    AnswerEnding(query, judgement);
            }
        }
    }

    private void AnswerEnding(in Query query, in Judgement judgement)
    {
        // Text is looked up only where it will be told.
        Slice lastRaw = judgement.Anomalous ? _endingText.Add(_recent!.Find(query.LastLine.Position, query.LastLine.Length)) : default;
        _endings[query.Ending] = _endings[query.Ending] with { Judgement = judgement, LastRaw = lastRaw };
    }

    private Judgement Judge(in Query query, ReadOnlySpan<float> logProbabilities)
    {
        int rank = KeyRanking.Rank(logProbabilities, query.Key, _model.Bounded);
        float logProbability = query.Key == LogKey.Unseen ? _model.UnseenLogProbability : logProbabilities[query.Key];
        bool anomalous = _model.IsAnomalous(query.Key, rank, logProbability);
        int expected = -1;
        if (anomalous)
        {
            expected = _expected.Count;
            Span<ushort> top = stackalloc ushort[MostExpected];
            foreach (ushort key in top[..KeyRanking.Top(logProbabilities, top, _model.Bounded)])
                _expected.Add(new Prediction(key, MathF.Exp(logProbabilities[key])));
        }

        return new Judgement(query.Session, rank, logProbability, anomalous, expected);
    }

    private readonly record struct Query(int Session, ushort Key, int Ending, Recent LastLine);

    private readonly record struct Recent(long Position, int Length);
}
