using ActorDetector.Actors.Stores;

namespace ActorDetector.Actors.Sinks;

/// <summary>Groups anomalies by their causes, so that a burst is one alert with a count. Anomalies and the time in, alerts to post out.</summary>
/// <remarks>
/// A cause is a kind, a detector, a model and a template (of a line without one: its words that have no digit). Entities are told in an annotation and
/// are no label: a label that changes makes another alert, and a fault of ten thousand hosts would be ten thousand alerts. Where each
/// entity is to have alerts of its own, that is an option. What a cause has had is known since the start only: after a restart groups begin anew.
/// </remarks>
public sealed class AlertGroups
{
    private readonly Dictionary<AlertCause, AlertGroup> _groups = [];
    private readonly TimeSpan _quiet;
    private readonly int _most;
    private readonly bool _byEntity;
    private long _counted;

    /// <summary>No groups yet.</summary>
    /// <param name="quiet">The time without another anomaly of its cause after which an alert is over.</param>
    /// <param name="most">Most groups; anomalies of other causes then are one more for each kind.</param>
    /// <param name="byEntity">Whether each entity has groups of its own.</param>
    public AlertGroups(TimeSpan quiet, int most, bool byEntity)
    {
        _quiet = quiet;
        _most = most;
        _byEntity = byEntity;
    }

    /// <summary>How many groups there are.</summary>
    public int Count => _groups.Count;

    /// <summary>Counts anomalies, in the order of their numbers; those that were counted before are passed over.</summary>
    public void Add(IReadOnlyList<StoredAnomaly> anomalies, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(anomalies);
        Forget(now);
        foreach (StoredAnomaly anomaly in anomalies.Where(anomaly => anomaly.Number > _counted))
        {
            GroupOf(anomaly).Add(anomaly);
            _counted = anomaly.Number;
        }
    }

    /// <summary>The alerts of groups with something that was not told; they are open for the quiet time from now, whenever their lines
    /// arrived: what waited for an Alertmanager that was away is an alert all the same.</summary>
    public IReadOnlyList<Alert> FindPending(DateTimeOffset now)
    {
        List<Alert> alerts = [];
        foreach (AlertGroup group in _groups.Values.Where(group => group.IsPending))
        {
            group.Extend(now + _quiet);
            alerts.Add(group.ToAlert(now));
        }

        return alerts;
    }

    /// <summary>All that was pending was told.</summary>
    public void Told()
    {
        foreach (AlertGroup group in _groups.Values)
            group.Told();
    }

    /// <summary>The alerts that were told and are not over, as they were told. Those that are over are forgotten.</summary>
    public IReadOnlyList<Alert> FindOpen(DateTimeOffset now)
    {
        Forget(now);
        return [.. _groups.Values.Where(group => !group.IsPending).Select(group => group.ToAlert(now))];
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (AlertGroup group in _groups.Values.Where(group => !group.IsPending && group.EndsAt <= now).ToArray())
            _groups.Remove(group.Cause);
    }

    private AlertGroup GroupOf(StoredAnomaly anomaly)
    {
        AlertCause cause = AlertCause.Of(anomaly.Anomaly, _byEntity);
        if (_groups.TryGetValue(cause, out AlertGroup? group))
            return group;
        if (_groups.Count >= _most)
        {
            cause = AlertCause.Other(anomaly.Anomaly.Kind);
            if (_groups.TryGetValue(cause, out group))
                return group;
        }

        group = new AlertGroup(cause, anomaly);
        _groups.Add(cause, group);
        return group;
    }
}
