using System.Text;
using ActorDetector.Actors.Lines;
using ActorDetector.Actors.Stores;
using ActorDetector.Detection;
using ActorDetector.Detection.Judging;
using ActorDetector.Detection.Unseen;

namespace ActorDetector.Actors.Shards;

/// <content>What is told: anomalies, closed sessions, lines that are set aside.</content>
internal sealed partial class ShardWork
{
    private Dictionary<long, long> _unseenTold = []; // lines by template
    private long _unseenLines;

    // Judges know lines by their places in the log; people by where they came from.
    private void Tell(Anomaly anomaly, LogPlace place, EntryLines lines, string? raw) =>
        Tell(Relocated(anomaly, lines.LineOrigin, lines.Position(place.Line), raw), place, lines.Source, lines.Arrived);

    private void Tell(Anomaly anomaly, LogPlace place, string source, long arrived)
    {
        _counters.Add(new CounterKey(source, "anomalies", CounterName.Of(anomaly.Kind)));
        _anomalies.Add(new StoredAnomaly(0, _shard, place.Position, place.Line, arrived, anomaly));
    }

    // Positions that prove nothing come again with other lines: then the place in the log stays in the name. A producer's never do, but another producer
    // may have its origin, as the file that is begun when a log is rotated.
    private static Anomaly Relocated(Anomaly anomaly, LineOrigin origin, long position, string? raw) => origin.Producer.Length > 0
        ? AnomalyWording.Relocated(anomaly, origin.Origin, position, origin.Producer, raw)
        : anomaly with { Source = origin.Origin, LineNumber = position, Raw = raw ?? anomaly.Raw };

    // The log has let go of it. Where the origin is not known either, its number there tells nobody anything.
    private void TellWithoutLine(Anomaly anomaly, LogPlace place, SourcePlace from)
    {
        LineOrigin? origin = _origins.Find(from.Origin);
        Anomaly located = origin is { } known ? Relocated(anomaly, known, from.Position, raw: null) : anomaly with { LineNumber = 0 };
        Tell(
            located with { Explanation = $"{anomaly.Explanation}; the line itself is no longer in the shard log (--log-keep-bytes says how much of it is kept), its template stands in its place" },
            place,
            origin?.Source ?? _source,
            _surroundings.Time.GetUtcNow().UtcTicks);
    }

    private void TellEndings()
    {
        foreach ((Anomaly anomaly, SourcePlace from) in _telling.OfEndings())
        {
            LogPlace place = LogPlace.Of(anomaly.LineNumber);
            if (_finder.Entry(place.Position) is { } lines && place.Line < lines.Count)
                Tell(anomaly, place, lines, lines.Text(place.Line));
            else
                TellWithoutLine(anomaly, place, from);
        }

        foreach (Ending ending in _judge.Endings)
        {
            if (ending.Verdict.Anomalous || ending.Judgement.Anomalous)
                _closed.Add(Closed(ending));
        }
    }

    /// <summary>The lines of unseen templates since this was last asked.</summary>
    public IReadOnlyList<UnseenCount> TakeUnseen(DateTimeOffset now)
    {
        if (_judge.Unseen is not { } unseen || unseen.Lines == _unseenLines)
            return [];
        _unseenLines = unseen.Lines;
        List<UnseenCount> counts = [];
        Dictionary<long, long> told = [];
        foreach (UnseenTemplate template in unseen.Templates)
        {
            told.Add(template.Number, template.Count);
            if (template.Count - _unseenTold.GetValueOrDefault(template.Number) is > 0 and long lines)
                counts.Add(new UnseenCount(template.Text, lines, now.UtcTicks, now.UtcTicks));
        }

        _unseenTold = told;
        return counts;
    }

    /// <summary>Open sessions in memory, those with the latest lines first.</summary>
    public IReadOnlyList<OpenSessionView> FindSessions(string? entity, int most) =>
    [
        .. _judge.Latest(entity is null ? null : Encoding.UTF8.GetBytes(entity), most).Select(session => new OpenSessionView(
            session.Entity,
            AnomalyWording.SessionName(session.Entity, session.Number),
            _shard,
            session.Events,
            session.LastTime,
            session.Arrived,
            [.. session.Window.Where(key => key != LogKey.Pad).Select(_model.Bundle.TextOf)])),
    ];

    private ClosedSession Closed(in Ending ending)
    {
        string entity = Encoding.UTF8.GetString(ending.Entity.Of(_judge.EndingText));
        return new ClosedSession(
            AnomalyWording.SessionName(entity, ending.Session), entity, _shard, ending.Events, CounterName.Of(ending.Reason), ending.LastTime);
    }

    private void AddNotes(EntryLines lines, long after)
    {
        for (int i = 0; i < lines.NoteCount; i++)
        {
            LineNote note = lines.Note(i);
            if (note.Position > after)
                _counters.AddNote(lines.Source, note);
        }
    }

    // Its lines are counted where that can be known.
    private void SetAside(long position, ReadOnlyMemory<byte> payload)
    {
        const string Reason = "the shard throws on it, whichever of its lines are left out";
        if (EntryLines.Of(payload.Span) is not { } lines)
        {
            SetAside(position, "an entry of the shard log", Reason, DropReason.Poison);
            return;
        }

        long after = _producers.After(lines.Producer);
        AddNotes(lines, after);
        int fresh = lines.CountAfter(after);
        _counters.AddNote(lines.Source, new LineNote(0, default, DropReason.Poison, fresh));
        _counters.Add(new CounterKey(lines.Source, "repeats", ""), lines.Count - fresh);
        SetAside($"an entry of the shard log at {position}, {fresh} lines of {lines.Origin}", Reason);
        _producers.MoveTo(lines.Producer, lines.LastPosition(after));
    }

    private void SetAside(EntryLines lines, int line)
    {
        _counters.AddNote(lines.Source, new LineNote(0, default, DropReason.Poison, 1));
        SetAside(lines.Text(line), $"the shard throws on it (line {lines.Position(line)} of {lines.Origin})");
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
