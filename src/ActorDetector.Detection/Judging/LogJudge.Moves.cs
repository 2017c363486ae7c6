using ActorDetector.Detection.Combination;
using ActorDetector.Detection.Events;
using ActorDetector.Detection.NextKey;
using ActorDetector.Detection.Sessions;
using ActorDetector.Logs.Sessions;
using ActorDetector.Logs.Text;

namespace ActorDetector.Detection.Judging;

/// <content>How sessions move, and which predictions are asked for.</content>
public sealed partial class LogJudge
{
    // Sessions that are closed at once when many are: their endings are held in memory.
    private const int MostClosed = 8 * WindowPredictor.Batch;

    /// <summary>Moves the sessions by the events of a block, before any prediction. What was said of the block before is forgotten; of this one all is said
    /// when <see cref="NextWindows"/> has no more to ask for, and the block must stay as it is until then.</summary>
    /// <exception cref="InvalidOperationException">The windows of the block before are not answered yet.</exception>
    public void Begin(EventBlock block)
    {
        ArgumentNullException.ThrowIfNull(block);
        Forget();
        _block = block;
        _events.Begin(block.Count);
        _sessions.Table.Arrive(block.Arrived);
        // First every session moves, then all predictions are asked for at once: windows depend on events, not on verdicts.
        for (int i = 0; i < block.Count; i++)
            Move(block, i);
        _events.Finish(block);
    }

    /// <summary>Closes sessions whose last line arrived before a time, those used least recently first and some at a time. All is said of them when
    /// <see cref="NextWindows"/> has no more to ask for.</summary>
    /// <param name="arrivedBefore">Ticks UTC. Passive sessions that arrived before are closed where they were put back.</param>
    /// <param name="most">Most that are closed; fewer may be.</param>
    /// <returns>False when there were none.</returns>
    /// <exception cref="InvalidOperationException">The windows of the block before are not answered yet.</exception>
    public bool BeginClosing(long arrivedBefore, int most = MostClosed)
    {
        Forget();
        _sessions.Table.CloseIdle(arrivedBefore, Math.Min(most, MostClosed));
        CloseSessions(0, _sessions.Table.Closed.Count);
        return _endings.Count > 0;
    }

    /// <summary>Begins with <see cref="JudgeEnd"/>: all is said when <see cref="NextWindows"/> has no more to ask for.</summary>
    /// <returns>False when there are none left.</returns>
    /// <exception cref="InvalidOperationException">The windows of the block before are not answered yet.</exception>
    public bool BeginEnd()
    {
        Forget();
        SessionTable table = _sessions.Table;
        if (_closedAtEnd < 0)
        {
            table.CloseAll();
            _closedAtEnd = 0;
        }

        int until = Math.Min(_closedAtEnd + MostClosed, table.Closed.Count);
        if (until == _closedAtEnd)
        {
            _closedAtEnd = -1;
            return false;
        }

        CloseSessions(_closedAtEnd, until);
        _closedAtEnd = until;
        return true;
    }

    /// <summary>The windows that predictions are needed for next, to be answered by <see cref="Answer"/>.</summary>
    /// <param name="windows">(count, window) keys, count at most <see cref="WindowPredictor.Batch"/>; valid until they are answered.</param>
    /// <returns>False when all is said.</returns>
    public bool NextWindows(out ReadOnlyMemory<ushort> windows)
    {
        windows = _queries.IsAnswered ? _untold.Batch : _queries.Batch;
        return windows.Length > 0;
    }

    /// <summary>Answers the windows that <see cref="NextWindows"/> gave.</summary>
    /// <param name="logProbabilities">(count, keys) natural logarithms of the probability of each key after each window.</param>
    /// <exception cref="ArgumentException">They are not as many as that.</exception>
    public void Answer(ReadOnlySpan<float> logProbabilities)
    {
        NextWindows(out ReadOnlyMemory<ushort> windows);
        int keys = _model.Keys;
        if (logProbabilities.Length != windows.Length / _model.Window * keys)
            throw new ArgumentException($"{logProbabilities.Length} values do not answer {windows.Length / _model.Window} windows of {keys} keys.", nameof(logProbabilities));
        for (; logProbabilities.Length > 0; logProbabilities = logProbabilities[keys..])
            AnswerNext(logProbabilities[..keys]);
    }

    private void Move(EventBlock block, int index)
    {
        ref readonly EventRow row = ref block[index];
        SessionTable table = _sessions.Table;
        int slot = table.Observe(block.Entity(index), row.Time, row.Opens, out bool opened);
        CloseSessions(0, table.Closed.Count);
        if (opened)
            _sessions.Open(slot, row.Time);
        _journal?.Change(slot);
        ref SessionState state = ref _sessions.State(slot);
        ushort key = _events.Add(block, index, slot);
        if (_recent is not null)
        {
            state.LastPosition = _recent.Add(block.Raw(index));
            state.LastLength = block.Raw(index).Length;
        }
        else
        {
            state.LastPosition = row.Position;
        }

        _queries.Ask(
            _sessions.Window(slot),
            new Query(table.Number(slot), slot, key, Ending: -1, OwnEnd: false, state.LastPosition, state.LastLength, TextEnd: 0, Votes: default));
        _sessions.Move(slot, key);
        state.Source = SourceOf(block);
        state.LastLine = row.LineNumber;
        state.LastTime = row.Time;
    }

    private void Forget()
    {
        RequireAnswered();
        _block = null;
        _events.Begin(0);
        _judgements.Clear();
        _endings.Clear();
        _expected.Clear();
        _queries.Clear();
        _untold.Clear();
        _endingText.Clear();
        _endingKeys.Clear();
    }

    private void RequireAnswered()
    {
        if (!_queries.IsAnswered || !_untold.IsAnswered)
            throw new InvalidOperationException("Some windows are not answered yet.");
    }

    private void CloseSessions(int from, int until)
    {
        SessionTable table = _sessions.Table;
        for (int i = from; i < until; i++)
        {
            ClosedSession closed = table.Closed[i];
            int slot = closed.Slot;
            ref readonly SessionState state = ref _sessions.State(slot);
            Span<ushort> window = _sessions.Window(slot);
            bool ownEnd = _model.Bounded && SessionBounds.IsOwnEnd(closed.Reason);
            (SessionVotes votes, Range keys) = _voting.HasDetectors ? Vote(closed) : default;
            int number = table.Number(slot);
            _queries.Ask(window, new Query(number, slot, LogKey.End, _endings.Count, ownEnd, state.LastPosition, state.LastLength, _recent?.End ?? 0, votes));
            Slice entity = _endingText.Add(table.Entity(slot));
            TakeBack(slot);
            (int source, SourcePlace place) = From(state.Source, state.LastPosition);
            _endings.Add(new Ending(
                number,
                closed.Reason,
                table.Events(slot),
                source,
                state.LastLine,
                state.LastTime,
                place,
                entity,
                LastRaw: default,
                window[^1],
                Nothing(number),
                Verdict: default,
                Worst: new WorstLine { Judgement = Nothing(number) },
                keys));
        }
    }

    // A hosted judge has one input, whose lines have many origins.
    private int SourceOf(EventBlock block) => _journal is null ? block.Source : block.Origin;

    private (int Source, SourcePlace Place) From(int source, long position) =>
        _journal is null ? (source, default) : (0, new SourcePlace(source, position));

    private static Judgement Nothing(int session) => new(session, Rank: 0, LogProbability: 0, Anomalous: false, Expected: -1);

    private (SessionVotes Votes, Range Keys) Vote(ClosedSession closed)
    {
        int count = _sessions.Keys.Count(closed.Slot);
        if (_closedKeys.Length < count)
            _closedKeys = new ushort[Math.Max(count, _closedKeys.Length * 2)];
        Span<ushort> keys = _closedKeys.AsSpan(0, count);
        _sessions.Keys.Take(closed.Slot, keys);
        if (_sessions.Panes.Overlap)
        {
            keys = _sessions.Panes.Close(closed.Slot, keys, labelled: false, closed.Reason).Keys;
            count = keys.Length;
        }

        SessionVotes votes = SessionBounds.IsCut(closed.Reason) ? default : _voting.Vote(keys);
        if (votes.Voters == 0 && count > MostExplained)
            return (votes, default);
        _endingKeys.AddRange(keys);
        return (votes, (_endingKeys.Count - count).._endingKeys.Count);
    }
}
