using ActorDetector.Detection.Judging.Checkpoints;
using ActorDetector.Logs.Sessions;

namespace ActorDetector.Detection.Judging;

/// <content>How a judge goes on with the sessions of one with another model. What was learned of unseen lines and parameters begins anew.</content>
public sealed partial class LogJudge
{
    /// <summary>Takes over the open sessions of another judge, as one that has judged nothing. All are in the next <see cref="SaveChanged"/>; the passive ones
    /// stay passive and are to be kept as <see cref="Translate"/> gives them.</summary>
    /// <param name="other">The judge before; it is not changed, and needed no longer.</param>
    /// <param name="keys">How its log keys are read.</param>
    /// <exception cref="InvalidOperationException">Some windows are not answered yet.</exception>
    public void Adopt(LogJudge other, KeyTranslation keys)
    {
        ArgumentNullException.ThrowIfNull(other);
        ArgumentNullException.ThrowIfNull(keys);
        other.RequireAnswered();
        SessionTable from = other._sessions.Table;
        _sessions.Table.Restore(from.State);
        for (int slot = from.Oldest; slot >= 0; slot = from.Newer(slot))
        {
            other._sessions.Save(slot, _saved);
            keys.Translate(_saved);
            Journal.Change(_sessions.Put(_saved));
        }

        _sessions.Table.EndRestore(from.State.IsLastFull);
        Journal.GoOn(other.Journal.Next);
    }

    /// <summary>The content of a passive session of the judge before, as it is for this one.</summary>
    /// <param name="content">What its <see cref="Passivate"/> gave.</param>
    /// <param name="keys">How its log keys are read.</param>
    /// <exception cref="FormatException">It is damaged, or of something else.</exception>
    public byte[] Translate(ReadOnlySpan<byte> content, KeyTranslation keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        var reader = new SessionReader(content, keys.Count);
        var writer = new SessionWriter(_model.Window);
        while (reader.Next(_saved))
        {
            keys.Translate(_saved);
            _saved.FitWindows(_model.Window);
            writer.Add(_saved);
        }

        return writer.ToBytes();
    }
}
