using System.Text.Json.Nodes;
using ActorDetector.Detection.Detectors;
using ActorDetector.Learning.Rows;

namespace ActorDetector.Detection.Counts;

/// <summary>Sessions whose counts of events a model of rows calls unlike those of training.</summary>
public sealed class RowDetector : ISessionDetector
{
    private readonly IRowModel _model;
    private readonly string _found;

    /// <param name="model">The model.</param>
    /// <param name="found">What it finds, as the explanation begins.</param>
    internal RowDetector(IRowModel model, string found) => (_model, _found) = (model, found);

    /// <summary>A detector by the model that was kept.</summary>
    /// <exception cref="FormatException">It is not one of that vocabulary.</exception>
    internal static RowDetector Read(IRowModel model, int vocabulary, string found) => model.Columns == vocabulary
        ? new RowDetector(model, found)
        : throw new FormatException($"it has {model.Columns} columns, and the vocabulary {vocabulary} log keys");

    /// <inheritdoc/>
    public double? Threshold => _model.Threshold;

    /// <summary>The model's score of the session's row.</summary>
    public double Score(in SessionView session) => _model.Score(CountRows.Of(session.Counts));

    /// <inheritdoc/>
    public string Explain(in SessionView session, Func<ushort, string> textOf) =>
        CountWords.Of(_found, _model.Contributions(CountRows.Of(session.Counts)), session, textOf);

    /// <inheritdoc/>
    public DetectorState Keep() => new(new JsonObject(), _model.ToTensors());
}
