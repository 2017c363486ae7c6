using System.Text.Json.Nodes;
using ActorDetector.Detection.Detectors;
using ActorDetector.Learning.Rows;

namespace ActorDetector.Detection.Counts;

/// <summary>Sessions whose counts of events a model of rows calls unlike those of training.</summary>
public sealed class RowDetector : ISessionDetector
{
    private readonly IRowModel _model;
    private readonly string _found;
    private readonly double _unit;

    /// <param name="model">The model.</param>
    /// <param name="found">What it finds, as the explanation begins.</param>
    /// <param name="threshold">The score above which a session is anomalous, when the model knows.</param>
    /// <param name="unit">What the model's scores are divided by.</param>
    internal RowDetector(IRowModel model, string found, double? threshold, double unit = 1) =>
        (_model, _found, Threshold, _unit) = (model, found, threshold, unit);

    /// <inheritdoc/>
    public double? Threshold { get; }

    /// <summary>The model's score of the session's row, in its unit.</summary>
    public double Score(in SessionView session) => _model.Score(CountRows.Of(session.Counts)) / _unit;

    /// <inheritdoc/>
    public string Explain(in SessionView session, Func<ushort, string> textOf) =>
        CountWords.Of(_found, _model.Contributions(CountRows.Of(session.Counts)), session, textOf);

    /// <inheritdoc/>
    public DetectorState Keep() => new(new JsonObject(), _model.ToTensors());

    /// <summary>A model that was kept, if it is one of that vocabulary.</summary>
    /// <exception cref="FormatException">It is not.</exception>
    internal static T Checked<T>(T model, int vocabulary)
        where T : IRowModel => model.Columns == vocabulary
        ? model
        : throw new FormatException($"it has {model.Columns} columns, and the vocabulary {vocabulary} log keys");
}
