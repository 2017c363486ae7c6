using ActorDetector.Detection.Detectors;
using ActorDetector.Detection.Events;
using ActorDetector.Detection.Judging.Checkpoints;
using ActorDetector.Detection.Unseen;
using ActorDetector.Logs.Sessions;

namespace ActorDetector.Detection.Judging;

/// <content>The exact state of a hosted judge: what was saved and is put back goes on bit for bit as if nothing had been. A save that could not be
/// committed cannot be repeated: then the judge is thrown away, and another one restored.</content>
public sealed partial class LogJudge
{
    private const string JudgePart = "judge";
    private const string UnseenPart = "unseen";

    private readonly CheckpointJournal? _journal; // of hosted judges
    private readonly IReadOnlyList<(string Name, IStreamMemory Memory)> _memories;
    private readonly SavedSession _saved = new();
    private readonly TextBuffer _gone = new(256); // identifiers of sessions that a delta holds, and that are here no longer
    private readonly List<int> _goneLengths = [];
    private bool _isLastFull; // while it is restored, as the next
    private long _nextDelta;

    private CheckpointJournal Journal => _journal ?? throw new InvalidOperationException("Only a hosted judge keeps checkpoints.");

    /// <summary>The sessions that changed since the last save; null when none did.</summary>
    /// <exception cref="InvalidOperationException">Some windows are not answered yet.</exception>
    public SavedDelta? SaveChanged()
    {
        RequireAnswered();
        var writer = new SessionWriter(_model.Window);
        int from = 0;
        foreach (int length in _goneLengths)
        {
            writer.AddGone(_gone.Bytes.Slice(from, length));
            from += length;
        }

        _gone.Clear();
        _goneLengths.Clear();
        for (int slot = Journal.NextSlot(); slot >= 0; slot = Journal.NextSlot())
        {
            _sessions.Save(slot, _saved);
            writer.Add(_saved);
            Journal.Write(slot, _saved.Bytes);
        }

        if (writer.IsEmpty)
            return null;
        long number = Journal.Next;
        byte[] content = writer.ToBytes();
        Journal.Close(content.Length);
        return new SavedDelta(number, content, Math.Min(number, Journal.First));
    }

    /// <summary>What is not of a session, by names: each replaces what was saved under its name before. To be called with every
    /// <see cref="SaveChanged"/>, behind it.</summary>
    public IReadOnlyList<(string Name, byte[] Content)> SaveParts()
    {
        RequireAnswered();
        List<(string, byte[])> parts = [(JudgePart, JudgeStateMessage.Write(_sessions.Table.State, Journal.Next))];
        foreach ((string name, IStreamMemory memory) in _memories)
        {
            if (memory.SaveChanged() is { } content)
                parts.Add((name, content));
        }

        return parts;
    }

    /// <summary>Begins to put back what was saved, in a judge that has judged nothing.</summary>
    /// <param name="parts">The last content of each part, by its name.</param>
    /// <exception cref="FormatException">A part is damaged, or of something else.</exception>
    public void Restore(IReadOnlyDictionary<string, byte[]> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        if (parts.TryGetValue(JudgePart, out byte[]? judge))
        {
            (SessionTableState state, _nextDelta) = JudgeStateMessage.Read(judge);
            _sessions.Table.Restore(state);
            _isLastFull = state.IsLastFull;
        }

        foreach ((string name, IStreamMemory memory) in _memories)
        {
            if (parts.TryGetValue(name, out byte[]? content))
                memory.Restore(content);
        }
    }

    /// <summary>Puts the sessions of a delta back: all deltas that are needed, oldest first, behind <see cref="Restore"/>.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="delta">Its content.</param>
    /// <exception cref="FormatException">It is damaged, of something else, or out of order.</exception>
    public void Apply(long number, ReadOnlySpan<byte> delta)
    {
        if (number < Journal.Next)
            throw new FormatException($"The checkpoint's delta {number} comes behind delta {Journal.Next - 1}.");
        SessionReader reader = Read(delta);
        Journal.GoOn(number);
        while (reader.NextGone(out ReadOnlySpan<byte> identifier))
        {
            int slot = _sessions.Table.Find(identifier);
            if (slot < 0)
                continue;
            Journal.Remove(slot);
            _sessions.Remove(slot);
        }

        while (reader.Next(_saved))
            Journal.Write(_sessions.Put(Checked(_saved)), _saved.Bytes);
        Journal.Close(delta.Length);
    }

    /// <summary>Ends what <see cref="Restore"/> began: the judge goes on from here.</summary>
    /// <exception cref="FormatException">There is no session, though the last one is full.</exception>
    public void EndRestore()
    {
        if (_isLastFull && _sessions.Table.Open == 0)
            throw new FormatException("The checkpoint says of a session that it is full, but has none.");
        _sessions.Table.EndRestore(_isLastFull);
        Journal.GoOn(_nextDelta);
    }

    private SessionReader Read(ReadOnlySpan<byte> sessions)
    {
        var reader = new SessionReader(sessions, _model.Keys);
        if (reader.Count > 0 && reader.Window != _model.Window)
            throw new FormatException($"The checkpoint has windows of {reader.Window} keys, the model has {_model.Window}.");
        return reader;
    }

    private SavedSession Checked(SavedSession saved) => saved.Row.Used <= _sessions.Table.State.Used
        ? saved
        : throw new FormatException($"The checkpoint has a session of event {saved.Row.Used}, but knows {_sessions.Table.State.Used} events.");

    // What a delta holds of a session that is gone must be taken back by the next.
    private void TakeBack(int slot)
    {
        if (_journal?.Remove(slot) == true)
            _goneLengths.Add(_gone.Add(_sessions.Table.Entity(slot)).Length);
    }

    private static List<(string, IStreamMemory)> MemoriesOf(IReadOnlyList<(string Name, IEventDetector Detector)> events, UnseenResolver? unseen)
    {
        List<(string, IStreamMemory)> memories = [];
        foreach ((string name, IEventDetector detector) in events)
        {
            if (detector is IStreamMemory memory)
                memories.Add((name, memory));
        }

        if (unseen is not null)
            memories.Add((UnseenPart, unseen));
        return memories;
    }
}
