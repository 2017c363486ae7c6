using System.Text;
using ActorDetector.Detection.Events;
using ActorDetector.Detection.Judging.Checkpoints;
using ActorDetector.Logs.Formats;
using ActorDetector.Logs.Sessions;

namespace ActorDetector.Detection.Judging;

/// <content>Passive sessions: open, but kept by the judge's owner. What is said of a stream does not hang on which sessions are passive, as long as those
/// are put back first that a block needs: those of its entities; those last seen before <see cref="SeenBefore"/>; and, where its events are of more
/// entities than <see cref="Free"/> says, as many more of those used least recently.</content>
public sealed partial class LogJudge
{
    /// <summary>Open sessions in memory.</summary>
    public int Resident => _sessions.Table.Open;

    /// <summary>Open sessions that are passive.</summary>
    public int Passive => _sessions.Table.Passive;

    /// <summary>How many sessions can be opened before the least recently used one, passive or not, is closed for a new one.</summary>
    public int Free => _sessions.Table.Free;

    /// <summary>The identifier that sessions of an entity have: all of its bytes, or less of a long one. Valid until the next call.</summary>
    public ReadOnlySpan<byte> Identifier(ReadOnlySpan<byte> entity) => _sessions.Table.Identifier(entity);

    /// <summary>Whether the session with an identifier is open and in memory.</summary>
    public bool IsResident(ReadOnlySpan<byte> identifier) => _sessions.Table.Find(identifier) >= 0;

    /// <summary>Open sessions in memory, those with the latest events first.</summary>
    /// <param name="entity">Only that of this entity; null for all.</param>
    /// <param name="most">At most so many.</param>
    public IEnumerable<LatestSession> Latest(byte[]? entity, int most)
    {
        SessionTable table = _sessions.Table;
        int slot = entity is null ? table.Newest : table.Find(table.Identifier(entity));
        for (int count = 0; slot >= 0 && count < most; count++)
        {
            SessionRow row = table.Row(slot);
            yield return new LatestSession(
                Encoding.UTF8.GetString(table.Entity(slot)), row.Number, row.Events, _sessions.State(slot).LastTime, row.Arrived, _sessions.Window(slot).ToArray());
            slot = entity is null ? table.Older(slot) : -1;
        }
    }

    /// <summary>Passive sessions that were last seen before this may be over when the events of a block are judged.</summary>
    /// <returns>Log time in ticks; <see cref="ParsedLine.NoTime"/> when none can be.</returns>
    public long SeenBefore(EventBlock block)
    {
        ArgumentNullException.ThrowIfNull(block);
        long greatest = ParsedLine.NoTime;
        for (int i = 0; i < block.Count; i++)
            greatest = Math.Max(greatest, block[i].Time);
        return _sessions.Table.SeenBefore(greatest);
    }

    /// <summary>Makes the sessions passive that were used least recently, until at most so many are in memory (or one more: a session that is full is about
    /// to be closed).</summary>
    /// <returns>What is to be kept of them, in the order of their last events.</returns>
    /// <exception cref="InvalidOperationException">Some windows are not answered yet.</exception>
    public IReadOnlyList<PassivatedSession> Passivate(int keep)
    {
        RequireAnswered();
        SessionTable table = _sessions.Table;
        List<PassivatedSession> passivated = [];
        while (table.Open > Math.Max(0, keep) && table.CanPassivate(table.Oldest))
        {
            int slot = table.Oldest;
            _sessions.Save(slot, _saved);
            var writer = new SessionWriter(_model.Window);
            writer.Add(_saved);
            passivated.Add(new PassivatedSession(
                [.. _saved.Identifier], _saved.Row.Seen, _saved.Row.Used, _saved.Row.Arrived, writer.ToBytes()));
            TakeBack(slot);
            _sessions.Passivate(slot);
        }

        return passivated;
    }

    /// <summary>Puts a passive session back into memory, at its place in the order of last events.</summary>
    /// <param name="content">What <see cref="Passivate"/> gave.</param>
    /// <exception cref="FormatException">It is damaged, or of something else.</exception>
    /// <exception cref="InvalidOperationException">It is no passive session of this judge, or some windows are not answered yet.</exception>
    public void Activate(ReadOnlySpan<byte> content)
    {
        RequireAnswered();
        SessionReader reader = Read(content);
        if (!reader.Next(_saved) || reader.Count > 1)
            throw new FormatException($"A passive session is told by one session, not by {reader.Count}.");
        Journal.Change(_sessions.Activate(Checked(_saved)));
    }
}
