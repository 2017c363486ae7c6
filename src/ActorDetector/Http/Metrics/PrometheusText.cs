using System.Globalization;
using System.Text;

namespace ActorDetector.Http.Metrics;

/// <summary>Writes metrics in the text format of Prometheus, version 0.0.4.</summary>
internal sealed class PrometheusText
{
    /// <summary>The media type.</summary>
    public const string MediaType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly StringBuilder _text = new();
    private string _name = "";

    /// <summary>Begins a metric.</summary>
    /// <param name="name">Its name, with its unit.</param>
    /// <param name="type"><c>counter</c>, <c>gauge</c> or <c>histogram</c>.</param>
    /// <param name="help">What it counts.</param>
    public PrometheusText Metric(string name, string type, string help)
    {
        _name = name;
        _text.Append("# HELP ").Append(name).Append(' ').Append(Escaped(help, isLabel: false)).Append('\n');
        _text.Append("# TYPE ").Append(name).Append(' ').Append(type).Append('\n');
        return this;
    }

    /// <summary>A value of the metric that was begun.</summary>
    public PrometheusText Value(double value, params ReadOnlySpan<(string Name, string Value)> labels) => ValueOf("", value, labels);

    /// <summary>A histogram of the metric that was begun.</summary>
    /// <param name="bounds">The upper bounds of its buckets, ascending.</param>
    /// <param name="counts">What is in each; one more than bounds.</param>
    /// <param name="sum">The sum of all values.</param>
    public PrometheusText Histogram(IReadOnlyList<double> bounds, IReadOnlyList<long> counts, double sum)
    {
        long upTo = 0;
        for (int i = 0; i < counts.Count; i++)
            ValueOf("_bucket", upTo += counts[i], ("le", i < bounds.Count ? Number(bounds[i]) : "+Inf"));
        ValueOf("_sum", sum);
        return ValueOf("_count", upTo);
    }

    /// <summary>All that was written.</summary>
    public override string ToString() => _text.ToString();

    private PrometheusText ValueOf(string suffix, double value, params ReadOnlySpan<(string Name, string Value)> labels)
    {
        _text.Append(_name).Append(suffix);
        char before = '{';
        foreach ((string name, string text) in labels)
        {
            _text.Append(before).Append(name).Append("=\"").Append(Escaped(text, isLabel: true)).Append('"');
            before = ',';
        }

        if (before == ',')
            _text.Append('}');
        _text.Append(' ').Append(Number(value)).Append('\n');
        return this;
    }

    private static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    private static string Escaped(string text, bool isLabel)
    {
        string escaped = text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
        return isLabel ? escaped.Replace("\"", "\\\"", StringComparison.Ordinal) : escaped;
    }
}
