using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using ActorDetector.Detection.Detectors;
using ActorDetector.Learning.Forecasting;
using ActorDetector.Learning.Lstm;

namespace ActorDetector.Detection.Parameters;

/// <summary>What normal vectors of a series are: a forecast of the next from the last few, and how far off it may be. Never changes.</summary>
/// <remarks>DeepLog (Du et al., CCS 2017), section 3.3: the first half of the series is learned from, its third quarter stops the training
/// and gives the Gaussian of errors. The last quarter decides which numbers are of use: one that there leaves the range of what came before
/// (a counter, an identifier that grows) will go on to do so. Unlike the paper, skewed numbers and errors are put
/// on logarithmic scales.</remarks>
public sealed class VectorModel
{
    // So many of the last quarter's numbers may be outside of the range of those before.
    private const double MaxDrift = 0.1;

    private readonly VectorColumn[] _columns;
    private readonly LstmForecaster? _forecaster;
    private readonly int _learned;
    private readonly ErrorFit _fit;

    private VectorModel(VectorColumn[] columns, LstmForecaster? forecaster, int learned, ErrorFit fit)
    {
        (_columns, _forecaster, _learned, _fit) = (columns, forecaster, learned, fit);
        Moving = [.. columns.Where(column => !column.IsConstant)];
    }

    /// <summary>The columns that are forecast.</summary>
    internal VectorColumn[] Moving { get; }

    /// <summary>Numbers that a vector must have at least.</summary>
    internal int Width => _columns[^1].Index + 1;

    /// <summary>Vectors that a forecast is made from.</summary>
    internal int Window => _forecaster?.Shape.Window ?? 0;

    /// <summary>Learns from a series.</summary>
    /// <param name="series">The vectors.</param>
    /// <param name="options">Sizes, rates, confidence.</param>
    /// <param name="progress">Told of each epoch.</param>
    /// <param name="cancellation">Ends training with <see cref="OperationCanceledException"/>.</param>
    /// <returns>The model; null when the series is too short, or none of its numbers is of use.</returns>
    /// <exception cref="ValidationException">An option is out of range.</exception>
    public static VectorModel? Train(
        VectorSeries series, VectorOptions options, Action<EpochResult>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(options);
        Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
        if (series.Count < options.ParameterMinEvents)
            return null;
        int half = series.Count / 2, threeQuarters = series.Count * 3 / 4;
        VectorColumn[] columns = [.. Enumerable.Range(0, series.Width)
            .Select(index => ColumnOf(index, series.Column(index), half, threeQuarters, options.ParameterScaling)).OfType<VectorColumn>()];
        VectorColumn[] moving = [.. columns.Where(column => !column.IsConstant)];
        if (moving.Length == 0)
            return columns.Length == 0 ? null : new(columns, null, series.Count, default);

        (float[] inputs, float[] targets) = Scaled(series, moving);
        int width = moving.Length;
        ForecastWindows all = ForecastWindows.FromSeries(inputs, width, options.ParameterWindow) with { Targets = targets };
        ForecastWindows validation = Part(all, half, threeQuarters, options.ParameterWindow);
        LstmForecaster forecaster = LstmForecaster.Train(
            Part(all, 0, half, options.ParameterWindow), validation, options.Forecaster, progress, cancellation);
        float[] forecasts = new float[validation.Targets.Length];
        forecaster.Predict(validation.Windows, forecasts);
        IEnumerable<double> errors = Enumerable.Range(0, validation.Count)
            .Select(row => Error(forecasts.AsSpan(row * width, width), validation.Targets.AsSpan(row * width, width)));
        return new(columns, forecaster, series.Count, ErrorFit.To(errors, options.ParameterConfidence, options.ParameterInterval));
    }

    /// <summary>A judge of the vectors that come, in their order; it has seen none.</summary>
    public VectorJudge CreateJudge() => new(this);

    /// <summary>Forecasts vectors.</summary>
    internal void Forecast(ReadOnlySpan<float> windows, Span<float> next) => _forecaster!.Predict(windows, next);

    /// <summary>What is anomalous of a vector; null when nothing is.</summary>
    /// <param name="row">The vector's place.</param>
    /// <param name="vector">Its numbers.</param>
    /// <param name="scaled">Those that move, scaled; none when there is no forecast.</param>
    /// <param name="forecast">The forecast of them.</param>
    internal Deviation? Judge(int row, ReadOnlySpan<double> vector, ReadOnlySpan<float> scaled, ReadOnlySpan<float> forecast)
    {
        foreach (VectorColumn column in _columns)
        {
            double value = vector[column.Index];
            if (column.IsConstant && value != column.Centre && !double.IsNaN(value))
                return new(row, column.Index, value, column.Centre, Math.Log(_learned + 1));
        }

        double error = Error(forecast, scaled);
        if (scaled.IsEmpty || !_fit.IsOutside(error))
            return null;
        int worst = 0;
        for (int i = 1; i < scaled.Length; i++)
        {
            if (Math.Abs(scaled[i] - forecast[i]) > Math.Abs(scaled[worst] - forecast[worst]))
                worst = i;
        }

        VectorColumn odd = Moving[worst];
        return new(row, odd.Index, vector[odd.Index], odd.Unscale(odd.Within(forecast[worst])), _fit.Surprise(error));
    }

    /// <summary>All that <see cref="Read"/> needs to make the same model.</summary>
    public DetectorState Keep()
    {
        JsonObject json = new()
        {
            ["columns"] = new JsonArray([.. _columns.Select(column => column.Keep())]),
            ["learned"] = _learned,
        };
        if (_forecaster is not { } forecaster)
            return new(json);
        ForecasterShape shape = forecaster.Shape;
        json["shape"] = JsonReading.Array([shape.Width, shape.Window, shape.Units, shape.Layers]);
        json["mean"] = _fit.Mean;
        json["deviation"] = _fit.Deviation;
        json["low"] = double.IsFinite(_fit.Low) ? _fit.Low : null;
        json["high"] = _fit.High;
        return new(json, forecaster.Tensors);
    }

    /// <summary>The model that was kept.</summary>
    /// <exception cref="FormatException">The state is not that of such a model; the message says what is wrong.</exception>
    public static VectorModel Read(DetectorState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        JsonObject json = state.Json;
        if (json["columns"] is not JsonArray kept)
            throw new FormatException("columns are missing");
        VectorColumn[] columns = [.. kept.Select(column => VectorColumn.Read(column as JsonObject ?? throw new FormatException("a column is no object")))];
        int learned = json.Number<int>("learned");
        int moving = columns.Count(column => !column.IsConstant);
        if (columns.Length == 0 || columns.Zip(columns.Skip(1)).Any(pair => pair.First.Index >= pair.Second.Index) || columns.Any(column => column.Index < 0 || !(column.Spread >= 0) || !(column.Least <= column.Most)))
            throw new FormatException("a column is not one that training makes");
        if (moving == 0)
            return new(columns, null, learned, default);
        if (json.Numbers<int>("shape") is not [var width, var window, var units, var layers] || width != moving)
            throw new FormatException($"shape does not fit {moving} columns");
        ErrorFit fit = new(
            json.Number<double>("mean"), json.Number<double>("deviation"), json["low"] is null ? double.NegativeInfinity : json.Number<double>("low"), json.Number<double>("high"));
        try
        {
            return new(columns, LstmForecaster.From(new(width, window, units, layers), state.Tensors), learned, fit);
        }
        catch (ArgumentOutOfRangeException fault)
        {
            throw new FormatException(fault.Message, fault);
        }
    }

    private static VectorColumn? ColumnOf(int index, double[] values, int half, int threeQuarters, VectorScaling scaling)
    {
        double[] before = [.. values[..threeQuarters].Where(value => !double.IsNaN(value))];
        if (Array.TrueForAll(values[..half], double.IsNaN))
            return null;
        (double least, double most) = (before.Min(), before.Max());
        int outside = values[threeQuarters..].Count(value => value < least || value > most);
        if (outside > MaxDrift * (values.Length - threeQuarters))
            return null;
        VectorColumn column = VectorColumn.Of(index, values.AsSpan(0, half), scaling);
        return column.IsConstant && !Array.TrueForAll(values, value => double.IsNaN(value) || value == column.Centre) ? null : column;
    }

    private static (float[] Inputs, float[] Targets) Scaled(VectorSeries series, VectorColumn[] columns)
    {
        float[] inputs = new float[series.Count * columns.Length], targets = new float[inputs.Length];
        for (int c = 0; c < columns.Length; c++)
        {
            double[] values = series.Column(columns[c].Index);
            for (int i = 0; i < values.Length; i++)
            {
                targets[(i * columns.Length) + c] = columns[c].Scale(values[i]);
                inputs[(i * columns.Length) + c] = columns[c].Within(targets[(i * columns.Length) + c]);
            }
        }

        return (inputs, targets);
    }

    private static ForecastWindows Part(ForecastWindows all, int from, int until, int window) => new(
        all.Width, all.Windows[(from * all.Width * window)..(until * all.Width * window)], all.Targets[(from * all.Width)..(until * all.Width)]);

    private static double Error(ReadOnlySpan<float> forecast, ReadOnlySpan<float> scaled)
    {
        double sum = 0;
        for (int i = 0; i < scaled.Length; i++)
            sum += ((double)forecast[i] - scaled[i]) * ((double)forecast[i] - scaled[i]);
        return sum / Math.Max(1, scaled.Length);
    }
}
