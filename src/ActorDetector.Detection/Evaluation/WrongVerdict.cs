namespace ActorDetector.Detection.Evaluation;

/// <summary>A session whose verdict was not its label: a miss or a false alarm, for a person to look at.</summary>
/// <param name="Session">Its name.</param>
/// <param name="Anomalous">The label: true for a miss, false for a false alarm.</param>
/// <param name="Kind">What kind of miss or alarm it is, as "never seen template".</param>
/// <param name="Score">Its highest score in nats.</param>
/// <param name="Line">The line that had it, or another that shows what the session is.</param>
/// <param name="Weight">How many sessions are like it.</param>
public sealed record WrongVerdict(string Session, bool Anomalous, string Kind, double Score, string Line, long Weight = 1);
