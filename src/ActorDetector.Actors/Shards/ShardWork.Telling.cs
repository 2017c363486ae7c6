using ActorDetector.Actors.Lines;
using ActorDetector.Actors.Stores;
using ActorDetector.Detection;
using ActorDetector.Detection.Judging;

namespace ActorDetector.Actors.Shards;

/// <content>What is told: anomalies, closed sessions, lines that are set aside.</content>
internal sealed partial class ShardWork
{
    // Judges know lines by their places in the log; people by where they came from.
    private void Tell(Anomaly anomaly, EntryLines? lines, LogPlace place)
    {
        if (lines is not null && place.Line < lines.Count)
        {
            string raw = anomaly.Raw.Length > 0 && !anomaly.Kind.IsOfSession() ? anomaly.Raw : LineFinder.Text(lines, place.Line);
            anomaly = _wording.Relocate(anomaly, lines.Origin, lines.Position(place.Line), raw);
        }

        _counters.Add(new CounterKey(lines?.Source ?? "log", "anomalies", CounterName.Of(anomaly.Kind)));
        _anomalies.Add(new StoredAnomaly(0, _shard, place.Position, place.Line, lines?.Arrived ?? 0, anomaly));
    }

    private void TellEndings()
    {
        foreach (Anomaly anomaly in _telling.OfEndings())
        {
            LogPlace place = LogPlace.Of(anomaly.LineNumber);
            Tell(anomaly, _finder.Entry(place.Position), place);
        }

        foreach (Ending ending in _judge.Endings)
        {
            if (ending.Verdict.Anomalous || ending.Judgement.Anomalous)
                _closed.Add(_wording.Closed(ending, _judge.EndingText, _shard));
        }
    }

    private void SetAside(EntryLines lines, int line)
    {
        _counters.AddNote(lines.Source, new LineNote(0, default, DropReason.Poison, 1));
        SetAside(LineFinder.Text(lines, line), $"the shard throws on it (line {lines.Position(line)} of {lines.Origin})");
    }

    private void SetAside(long position, string what, string reason, DropReason dropped)
    {
        _counters.AddNote("log", new LineNote(0, default, dropped, 1));
        SetAside($"{what}, at {position}", reason);
    }

    private void SetAside(string message, string reason)
    {
        string kept = message.Length > Mailboxes.DeadLetterBox.MostCharacters ? message[..Mailboxes.DeadLetterBox.MostCharacters] : message;
        _deadLetters.Add(new DeadLetter(0, _surroundings.Time.GetUtcNow().UtcTicks, $"shard {_shard}", kept, reason));
    }
}
