using System.Runtime.InteropServices;

namespace ActorDetector.Detection.Parameters;

/// <summary>Judges the vectors of a series as they come: it gathers some, then forecasts them all at once, each from those before it. What it
/// says does not hang on how many are judged together. Of what comes before the first whole window only numbers that never change are
/// judged. Not for two threads at once.</summary>
public sealed class VectorJudge
{
    // Windows that are forecast at once: what the scratch holds is bounded by it.
    private const int Batch = 256;

    private readonly VectorModel _model;
    private readonly int _width;
    private readonly int _past;
    private readonly List<double> _vectors = [];
    private float[] _scaled = [];
    private float[] _inputs; // the last vectors that were judged, then those gathered
    private float[] _windows = [];
    private float[] _forecasts = [];
    private int _numbers;
    private int _seen; // vectors judged so far, up to a window of them

    internal VectorJudge(VectorModel model)
    {
        _model = model;
        _width = model.Moving.Length;
        _past = model.Window * _width;
        _inputs = new float[_past];
    }

    /// <summary>How many vectors are gathered.</summary>
    public int Count { get; private set; }

    /// <summary>What is remembered of the series: the last vectors that were judged, scaled, and how many of them there were, up to a window.</summary>
    internal (ReadOnlyMemory<float> Last, int Seen) Memory => (_inputs.AsMemory(0, _past), _seen);

    /// <summary>Puts back what <see cref="Memory"/> gave.</summary>
    /// <returns>Whether it is of such a series.</returns>
    internal bool Restore(ReadOnlySpan<float> last, long seen)
    {
        if (last.Length != _past || seen > _model.Window)
            return false;
        last.CopyTo(_inputs);
        _seen = (int)seen;
        return true;
    }

    /// <summary>Gathers the next vector of the series.</summary>
    /// <param name="vector">Its numbers, as many as in training; one that is missing is NaN.</param>
    public void Add(ReadOnlySpan<double> vector)
    {
        _numbers = vector.Length;
        _vectors.AddRange(vector);
        int at = Count++ * _width;
        if (_scaled.Length < at + _width)
        {
            Array.Resize(ref _scaled, Math.Max(64, 2 * _scaled.Length) + _width);
            Array.Resize(ref _inputs, _past + _scaled.Length);
        }

        for (int i = 0; i < _width; i++)
        {
            _scaled[at + i] = _model.Moving[i].Scale(vector[_model.Moving[i].Index]);
            _inputs[_past + at + i] = _model.Moving[i].Within(_scaled[at + i]);
        }
    }

    /// <summary>Judges the vectors gathered, and gathers anew.</summary>
    /// <param name="deviations">Receives the anomalous ones, in order.</param>
    public void Judge(List<Deviation> deviations)
    {
        ArgumentNullException.ThrowIfNull(deviations);
        for (int from = 0; from < Count; from += Batch)
        {
            int rows = Math.Min(Batch, Count - from);
            Forecast(from, rows);
            for (int i = 0; i < rows; i++)
            {
                ReadOnlySpan<double> vector = CollectionsMarshal.AsSpan(_vectors).Slice((from + i) * _numbers, _numbers);
                if (_model.Judge(from + i, vector, Scaled(from + i), _forecasts.AsSpan(i * _width, _width)) is { } odd)
                    deviations.Add(odd);
            }
        }

        _inputs.AsSpan(Count * _width, _past).CopyTo(_inputs);
        _seen = Math.Min(_model.Window, _seen + Count);
        _vectors.Clear();
        Count = 0;
    }

    // Nothing of what no forecast can be made of.
    private ReadOnlySpan<float> Scaled(int row) => _seen + row < _model.Window ? [] : _scaled.AsSpan(row * _width, _width);

    private void Forecast(int from, int rows)
    {
        if (_width == 0)
            return;
        if (_forecasts.Length < rows * _width)
            (_windows, _forecasts) = (new float[Batch * _past], new float[Batch * _width]);
        for (int i = 0; i < rows; i++)
            _inputs.AsSpan((from + i) * _width, _past).CopyTo(_windows.AsSpan(i * _past));
        _model.Forecast(_windows.AsSpan(0, rows * _past), _forecasts.AsSpan(0, rows * _width));
    }
}
