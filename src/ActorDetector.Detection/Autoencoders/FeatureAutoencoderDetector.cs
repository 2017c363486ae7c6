using System.Text.Json.Nodes;
using ActorDetector.Detection.Counts;
using ActorDetector.Detection.Detectors;
using ActorDetector.Learning.Autoencoders;
using ActorDetector.Learning.Tensors;

namespace ActorDetector.Detection.Autoencoders;

/// <summary>Sessions whose features, by one autoencoder, a second one gives back badly.</summary>
public sealed class FeatureAutoencoderDetector : ISessionDetector
{
    private const string Extractor = "extractor.", Autoencoder = "autoencoder.";

    private readonly CountScale _scale;
    private readonly DenseAutoencoder _extractor;
    private readonly DenseAutoencoder _autoencoder;

    internal FeatureAutoencoderDetector(CountScale scale, DenseAutoencoder extractor, DenseAutoencoder autoencoder) =>
        (_scale, _extractor, _autoencoder) = (scale, extractor, autoencoder);

    /// <inheritdoc/>
    public double? Threshold => null;

    /// <summary>The mean squared error of the features, and that of the counts that never varied in training, which features do not
    /// show.</summary>
    public double Score(in SessionView session) => Score(CountRows.Of(session.Counts));

    /// <summary>Names the counts without which the session would score least.</summary>
    public string Explain(in SessionView session, Func<ushort, string> textOf)
    {
        float[] row = CountRows.Of(session.Counts), vector = _scale.Varying(row), shares = _scale.Constant(row);
        double error = FeatureError(vector);
        for (int column = 0; column < vector.Length; column++)
        {
            if (vector[column] == 0)
                continue;
            float value = vector[column];
            vector[column] = 0; // the mean
            shares[column] = (float)((error - FeatureError(vector)) * vector.Length);
            vector[column] = value;
        }

        return CountWords.Of("what is characteristic of its counts of events is not as in training", shares, session, textOf);
    }

    /// <inheritdoc/>
    public DetectorState Keep()
    {
        var json = new JsonObject();
        Dictionary<string, Tensor> tensors = [];
        _scale.Keep(tensors);
        AutoencoderState.Keep(json, tensors, Extractor, _extractor);
        AutoencoderState.Keep(json, tensors, Autoencoder, _autoencoder);
        return new DetectorState(json, tensors);
    }

    /// <summary>The detector that was kept.</summary>
    internal static FeatureAutoencoderDetector Read(DetectorState state, int vocabulary)
    {
        ArgumentNullException.ThrowIfNull(state);
        DenseAutoencoder extractor = AutoencoderState.Read(state, Extractor, vocabulary);
        DenseAutoencoder autoencoder = AutoencoderState.Read(state, Autoencoder, extractor.Shape.Bottleneck);
        return new FeatureAutoencoderDetector(CountScale.From(state.Tensors, vocabulary), extractor, autoencoder);
    }

    private double Score(float[] row) => FeatureError(_scale.Varying(row)) + _scale.Constant(row).Average();

    private double FeatureError(float[] vector)
    {
        float[] features = new float[_extractor.Shape.Bottleneck], score = new float[1];
        _extractor.Encode(vector, features);
        _autoencoder.Score(features, score);
        return score[0];
    }
}
