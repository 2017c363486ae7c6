using System.Text.Json.Nodes;
using ActorDetector.Detection.Counts;
using ActorDetector.Detection.Detectors;
using ActorDetector.Learning.Forests;
using ActorDetector.Learning.Tensors;

namespace ActorDetector.Detection.Forests;

/// <summary>Sessions whose counts of events are soon alone among those of training.</summary>
/// <remarks>Liu, Ting and Zhou, ICDM 2008. A forest does not see a count that was the same in every training session, as that of UNSEEN, since
/// nothing can be split by it: how far such counts are from what they were is added here.</remarks>
public sealed class IsolationForestDetector : ISessionDetector
{
    private readonly IsolationForest _forest;
    private readonly CountScale _scale;

    internal IsolationForestDetector(IsolationForest forest, CountScale scale) => (_forest, _scale) = (forest, scale);

    /// <inheritdoc/>
    public double? Threshold => _forest.Threshold;

    /// <summary>The forest's score, from 0 to 1. What it lacks of 1 is divided by 1 + the squared distance of the counts that never varied.</summary>
    public double Score(in SessionView session)
    {
        float[] row = CountRows.Of(session.Counts);
        float forest = _forest.Score(row);
        double distance = _scale.Constant(row).Sum();
        return distance > 0 ? 1 - ((1 - forest) / (1 + distance)) : forest;
    }

    /// <inheritdoc/>
    public string Explain(in SessionView session, Func<ushort, string> textOf)
    {
        float[] row = CountRows.Of(session.Counts), shares = _forest.Contributions(row), constant = _scale.Constant(row);
        for (int column = 0; column < shares.Length; column++)
            shares[column] += constant[column];
        return CountWords.Of("its counts of events are soon alone among those in training", shares, session, textOf);
    }

    /// <inheritdoc/>
    public DetectorState Keep()
    {
        Dictionary<string, Tensor> tensors = new(_forest.ToTensors());
        _scale.Keep(tensors);
        return new DetectorState(new JsonObject(), tensors);
    }
}
