using ActorDetector.Actors.Stores;
using Microsoft.Extensions.Logging;

namespace ActorDetector.Actors.Sinks;

/// <summary>Tells anomalies as alerts to a Prometheus Alertmanager, those of one cause as one alert with a count.</summary>
/// <remarks>Every post says when its alerts are over unless another anomaly of their cause comes; open ones are posted again from time to time,
/// because an Alertmanager that is restarted forgets them. After a restart of this side counts begin anew, and what was not known to be told is
/// told again.</remarks>
public sealed partial class AlertmanagerSink : ISink, IAsyncDisposable
{
    private const int MostAlertsOfPost = 100;

    private readonly HttpPost _post;
    private readonly AlertGroups _groups;
    private readonly TimeSpan _repeat;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly SemaphoreSlim _one = new(1);
    private readonly CancellationTokenSource _stop = new();
    private Task? _repeats;

    /// <summary>Tells the Alertmanager at <see cref="SinkOptions.AlertmanagerUrl"/>.</summary>
    /// <param name="options">The address and how alerts are made.</param>
    /// <param name="token">The bearer token, if any.</param>
    /// <param name="time">Tells when alerts are over.</param>
    /// <param name="log">Is told when open alerts could not be posted again.</param>
    public AlertmanagerSink(SinkOptions options, BearerToken? token, TimeProvider time, ILogger log)
    {
        ArgumentNullException.ThrowIfNull(options);
        string url = options.AlertmanagerUrl ?? throw new ArgumentException("No --alertmanager-url is given.", nameof(options));
        _post = new HttpPost(new Uri($"{url.TrimEnd('/')}/api/v2/alerts"), token, [], options.SinkTimeout, time);
        _groups = new AlertGroups(options.AlertQuiet, options.MaxAlerts, options.AlertByEntity);
        _repeat = options.AlertRepeat;
        _time = time;
        _log = log;
    }

    /// <inheritdoc/>
    public string Name => "alertmanager";

    /// <inheritdoc/>
    public int MostAtOnce => 1000;

    /// <inheritdoc/>
    public async Task SendAsync(IReadOnlyList<StoredAnomaly> anomalies, CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            _repeats ??= RepeatAsync(_stop.Token);
            _groups.Add(anomalies, _time.GetUtcNow());
            await PostAsync(_groups.FindPending(_time.GetUtcNow()), cancellation).ConfigureAwait(false);
            _groups.Told();
        }
        catch (SinkRefusedException)
        {
            // Alertmanager has kept those of the alerts that it takes; the others must not hold what comes next.
            _groups.Told();
            throw;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Ends posting alerts again. Those that are open end at the time that was told.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        if (_repeats is not null)
            await _repeats.ConfigureAwait(false);
        _post.Dispose();
        _one.Dispose();
        _stop.Dispose();
    }

    private async Task RepeatAsync(CancellationToken stop)
    {
        using PeriodicTimer timer = new(_repeat, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(stop).ConfigureAwait(false))
                await RepeatOnceAsync(stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
    }

    private async Task RepeatOnceAsync(CancellationToken stop)
    {
        await _one.WaitAsync(stop).ConfigureAwait(false);
        try
        {
            await PostAsync(_groups.FindOpen(_time.GetUtcNow()), stop).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            LogNotRepeated(fault.Message);
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task PostAsync(IReadOnlyList<Alert> alerts, CancellationToken cancellation)
    {
        SinkRefusedException? refused = null;
        foreach (Alert[] some in alerts.Chunk(MostAlertsOfPost))
        {
            try
            {
                await _post.PostAsync(AlertJson.ToBytes(some), delivery: null, isOfEach: false, cancellation).ConfigureAwait(false);
            }
            catch (SinkRefusedException refusal)
            {
                refused = refusal;
            }
        }

        if (refused is not null)
            throw refused;
    }
}
