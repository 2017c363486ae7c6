using ActorDetector.Detection.Training;

namespace ActorDetector.Pipeline;

/// <summary>A session, or a window of one, that a classifier learns from or judges.</summary>
/// <param name="Session">The session.</param>
/// <param name="Start">The place of its first event in the session.</param>
/// <param name="Length">How many events.</param>
/// <param name="Anomalous">Its label; null when it has none.</param>
internal readonly record struct ClassifiedSequence(TrainingSession Session, int Start, int Length, bool? Anomalous)
{
    /// <summary>The line that it begins with.</summary>
    public EventLine FirstLine => Start == 0 ? Session.FirstLine : Session.Lines[Start];

    /// <summary>The line that it ends with.</summary>
    public EventLine LastLine => Start + Length == Session.Keys.Count ? Session.LastLine : Session.Lines[Start + Length - 1];

    /// <summary>Its log keys in a vocabulary.</summary>
    public ushort[] KeysIn(TrainingVocabulary vocabulary)
    {
        var keys = new ushort[Length];
        for (int i = 0; i < keys.Length; i++)
            keys[i] = vocabulary.KeyOf(Session.Keys[Start + i]);
        return keys;
    }
}
