using System.Globalization;
using System.Text.Json.Nodes;
using ActorDetector.Detection.Detectors;
using ActorDetector.Learning.Autoencoders;

namespace ActorDetector.Detection.Autoencoders;

/// <summary>Sessions whose events, in their order, an LSTM autoencoder gives back badly.</summary>
public sealed class LstmAutoencoderDetector : ISessionDetector
{
    internal const string MaxLength = "max-length";

    private const int MostNamed = 3;

    private readonly LstmAutoencoder _autoencoder;

    internal LstmAutoencoderDetector(LstmAutoencoder autoencoder) => _autoencoder = autoencoder;

    /// <inheritdoc/>
    public double? Threshold => null;

    /// <summary>The mean surprise of the session's events in nats.</summary>
    public double Score(in SessionView session) => _autoencoder.Score(SessionKeys.Of(session.Keys));

    /// <inheritdoc/>
    public string Explain(in SessionView session, Func<ushort, string> textOf)
    {
        ArgumentNullException.ThrowIfNull(textOf);
        ushort[] keys = SessionKeys.Of(session.Keys).ToArray();
        var surprises = new double[keys.Length];
        _autoencoder.Score(keys, surprises);
        IEnumerable<string> events = Enumerable.Range(0, keys.Length).OrderByDescending(place => surprises[place]).DistinctBy(place => keys[place])
            .Take(MostNamed).Select(place => string.Create(CultureInfo.InvariantCulture, $"{textOf(keys[place])} as event {place + 1:N0}"));
        return $"its events are not in an order that was learned in training, least expected: {string.Join("; ", events)}";
    }

    /// <inheritdoc/>
    public DetectorState Keep() => new(new JsonObject { [MaxLength] = _autoencoder.Shape.MaxLength }, _autoencoder.Tensors);
}
