using System.Globalization;
using ActorDetector.Actors.Stores;
using ActorDetector.Detection;

namespace ActorDetector.Actors.Sinks;

/// <summary>The anomalies of one cause, told as one alert.</summary>
internal sealed class AlertGroup(AlertCause cause, StoredAnomaly first)
{
    private const int MostEntities = 10;
    private const int LongestText = 500;

    private readonly List<string> _entities = [];
    private long _count;
    private long _lastArrived = first.Arrived;
    private double _highestScore = double.NegativeInfinity;
    private bool _hasMoreEntities;

    /// <summary>The cause.</summary>
    public AlertCause Cause => cause;

    /// <summary>Whether there is something that was not told.</summary>
    public bool IsPending { get; private set; }

    /// <summary>When it is over, as it was posted last.</summary>
    public DateTimeOffset EndsAt { get; private set; }

    /// <summary>Counts an anomaly.</summary>
    public void Add(StoredAnomaly anomaly)
    {
        _count++;
        _lastArrived = Math.Max(_lastArrived, anomaly.Arrived);
        _highestScore = Math.Max(_highestScore, anomaly.Anomaly.Score);
        IsPending = true;
        if (_entities.Contains(anomaly.Anomaly.Entity, StringComparer.Ordinal))
            return;
        if (_entities.Count < MostEntities)
            _entities.Add(anomaly.Anomaly.Entity);
        else
            _hasMoreEntities = true;
    }

    /// <summary>Lets it be open until a time.</summary>
    public void Extend(DateTimeOffset endsAt) => EndsAt = endsAt;

    /// <summary>Everything was told.</summary>
    public void Told() => IsPending = false;

    /// <summary>The alert.</summary>
    public Alert ToAlert(DateTimeOffset now)
    {
        DateTimeOffset start = TimeOf(first.Arrived);
        Anomaly example = first.Anomaly;
        string what = cause.Detector is null ? "other causes" : cause.Pattern.Length > 0 ? AlertText.Cut(cause.Pattern, LongestText) : "whole sessions";
        Dictionary<string, string> annotations = new(StringComparer.Ordinal)
        {
            ["summary"] = string.Create(CultureInfo.InvariantCulture, $"{_count:N0} x {AnomalyText.Kind(cause.Kind)}: {what}"),
            ["count"] = _count.ToString(CultureInfo.InvariantCulture),
            ["first"] = AlertJson.Time(start),
            ["last"] = AlertJson.Time(TimeOf(_lastArrived)),
            ["entities"] = string.Join(", ", _entities.Select(entity => AlertText.Cut(entity, LongestText))) + (_hasMoreEntities ? " and others" : ""),
            ["score"] = _highestScore.ToString("0.###", CultureInfo.InvariantCulture),
            ["explanation"] = AlertText.Cut(example.Explanation, LongestText),
            ["example"] = AlertText.Cut(example.Raw, LongestText),
            ["anomaly"] = example.Id,
        };
        // A clock that was put back must not make an alert end before it starts.
        return new Alert(cause.ToLabels(), annotations, start < now ? start : now, EndsAt);
    }

    private static DateTimeOffset TimeOf(long ticks) => new(ticks, TimeSpan.Zero);
}
