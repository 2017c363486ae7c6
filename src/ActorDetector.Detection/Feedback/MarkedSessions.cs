using System.Text;
using ActorDetector.Logs.Mining;

namespace ActorDetector.Detection.Feedback;

/// <summary>The sessions that persons marked: feedback, which survives retraining. So it is kept as lines, and not as log keys, which every
/// training numbers anew.</summary>
/// <param name="Lines">Distinct lines: one for each template that the model knew when its session was marked, every distinct one else.</param>
/// <param name="Normal">Sessions marked as normal: the places of their lines in <paramref name="Lines"/>, in order.</param>
/// <param name="Anomalous">Sessions marked as anomalous, likewise.</param>
public sealed record MarkedSessions(IReadOnlyList<MarkedLine> Lines, IReadOnlyList<ushort[]> Normal, IReadOnlyList<ushort[]> Anomalous)
{
    /// <summary>Most distinct lines.</summary>
    public const int MostLines = 10_000;

    /// <summary>Most characters of all distinct lines together.</summary>
    public const int MostText = 4 << 20;

    /// <summary>Most events of all marked sessions together.</summary>
    public const int MostEvents = 1_000_000;

    /// <summary>No feedback.</summary>
    public static MarkedSessions None { get; } = new([], [], []);

    /// <summary>Whether nothing was marked.</summary>
    public bool IsEmpty => Normal.Count + Anomalous.Count == 0;

    /// <summary>The log key of each line in a model; <see cref="LogKey.Unseen"/> where it has none.</summary>
    public ushort[] KeysOfLines(TemplateTree templates)
    {
        ArgumentNullException.ThrowIfNull(templates);
        TemplateMatcher matcher = templates.CreateMatcher();
        return [.. Lines.Select(line => KeyOf(matcher, Encoding.UTF8.GetBytes(line.Text), line.CarriesKey))];
    }

    /// <summary>The distinct log-key sequences of sessions.</summary>
    /// <param name="sessions">Sessions as places of lines.</param>
    /// <param name="keysOfLines">The log key of each line.</param>
    public static IReadOnlyList<ushort[]> KeysOf(IReadOnlyList<ushort[]> sessions, ushort[] keysOfLines) =>
        [.. sessions.Select(session => Array.ConvertAll(session, line => keysOfLines[line])).Distinct(Detectors.SequenceComparer.Instance)];

    internal static ushort KeyOf(TemplateMatcher matcher, ReadOnlySpan<byte> content, bool carriesKey) =>
        LogKey.OfTemplate(carriesKey ? matcher.MatchEventId(content) : matcher.Match(content));
}
