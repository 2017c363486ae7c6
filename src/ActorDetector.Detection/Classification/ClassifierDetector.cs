using System.Globalization;
using System.Text.Json.Nodes;
using ActorDetector.Detection.Detectors;
using ActorDetector.Learning.Classification;

namespace ActorDetector.Detection.Classification;

/// <summary>Sessions like those that were labelled as anomalies.</summary>
/// <remarks>A network has nothing to say of a key that it never learned from, as UNSEEN: such events are left out of what it reads, and each is
/// taken for an even chance of an anomaly.</remarks>
public sealed class ClassifierDetector : ISessionDetector
{
    internal const string Learned = "learned-keys";
    internal const string MaxLength = "max-length";

    private const int MostNamed = 3;

    private readonly SequenceClassifier _classifier;
    private readonly bool[] _learned;

    internal ClassifierDetector(SequenceClassifier classifier, ushort[] learned)
    {
        _classifier = classifier;
        _learned = new bool[classifier.Shape.Keys];
        foreach (ushort key in learned)
            _learned[key] = true;
    }

    /// <inheritdoc/>
    public double? Threshold => 0.5;

    /// <summary>The probability that the session is an anomaly.</summary>
    public double Score(in SessionView session) => Score(session.Keys.ToArray());

    /// <summary>Names the templates without whose events the session would be least probable as an anomaly.</summary>
    public string Explain(in SessionView session, Func<ushort, string> textOf)
    {
        ArgumentNullException.ThrowIfNull(textOf);
        ushort[] keys = session.Keys.ToArray();
        double score = Score(keys);
        IEnumerable<string> templates = keys.Distinct()
            .OrderByDescending(key => score - Score(Array.FindAll(keys, other => other != key))).Take(MostNamed).Select(textOf);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"by the labelled sessions in training it is an anomaly with a probability of {score:P1}, most of all by {string.Join("; ", templates)}");
    }

    /// <inheritdoc/>
    public DetectorState Keep() => new(
        new JsonObject
        {
            [Learned] = JsonReading.Array(Enumerable.Range(0, _learned.Length).Where(key => _learned[key]).Select(key => (ushort)key)),
            [MaxLength] = _classifier.Shape.MaxLength,
        },
        _classifier.Tensors);

    private double Score(ushort[] keys)
    {
        ushort[] learned = Array.FindAll(keys, key => _learned[key]);
        double normal = 1 - _classifier.Predict(SessionKeys.Of(learned));
        for (int unlearned = learned.Length; unlearned < keys.Length && normal > 0; unlearned++)
            normal /= 2;
        return 1 - normal;
    }
}
