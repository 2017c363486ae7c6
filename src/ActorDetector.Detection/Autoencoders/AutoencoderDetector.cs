using System.Text.Json.Nodes;
using ActorDetector.Detection.Counts;
using ActorDetector.Detection.Detectors;
using ActorDetector.Learning.Autoencoders;
using ActorDetector.Learning.Tensors;

namespace ActorDetector.Detection.Autoencoders;

/// <summary>Sessions whose counts of events an autoencoder gives back badly.</summary>
public sealed class AutoencoderDetector : ISessionDetector
{
    private readonly CountScale _scale;
    private readonly DenseAutoencoder _autoencoder;

    internal AutoencoderDetector(CountScale scale, DenseAutoencoder autoencoder) => (_scale, _autoencoder) = (scale, autoencoder);

    /// <inheritdoc/>
    public double? Threshold => null;

    /// <summary>The mean squared error of the scaled logarithms of counts.</summary>
    public double Score(in SessionView session) => Errors(CountRows.Of(session.Counts)).Average();

    /// <inheritdoc/>
    public string Explain(in SessionView session, Func<ushort, string> textOf) =>
        CountWords.Of("its counts of events are not what is learned of those in training", Errors(CountRows.Of(session.Counts)), session, textOf);

    /// <inheritdoc/>
    public DetectorState Keep()
    {
        var json = new JsonObject();
        Dictionary<string, Tensor> tensors = [];
        _scale.Keep(tensors);
        AutoencoderState.Keep(json, tensors, "", _autoencoder);
        return new DetectorState(json, tensors);
    }

    /// <summary>The detector that was kept.</summary>
    internal static AutoencoderDetector Read(DetectorState state, int vocabulary)
    {
        ArgumentNullException.ThrowIfNull(state);
        return new AutoencoderDetector(CountScale.From(state.Tensors, vocabulary), AutoencoderState.Read(state, "", vocabulary));
    }

    private float[] Errors(float[] row)
    {
        float[] errors = new float[row.Length], constant = _scale.Constant(row);
        _autoencoder.Errors(_scale.Varying(row), errors);
        for (int column = 0; column < errors.Length; column++)
            errors[column] = _scale.Varies(column) ? errors[column] : constant[column];
        return errors;
    }
}
