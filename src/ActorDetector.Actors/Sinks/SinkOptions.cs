using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace ActorDetector.Actors.Sinks;

/// <summary>Where a running node tells anomalies, besides its store.</summary>
public sealed record SinkOptions : IValidatableObject
{
    /// <summary>The file that anomalies are appended to as JSON Lines; <c>-</c> for the standard output. Default none.</summary>
    [Description("File that anomalies are appended to as JSON Lines; - for the standard output")]
    public string? AnomaliesFile { get; init; }

    /// <summary>The http or https address that anomalies are posted to. Default none.</summary>
    [Description("http(s) URL that anomalies are posted to, in order, at least once")]
    public string? WebhookUrl { get; init; }

    /// <summary>The file with the webhook's bearer token; read for every request, so that it can be changed. Default none.</summary>
    [Description("File with the webhook's bearer token; without it ACTORDETECTOR_WEBHOOK_TOKEN of the environment, when set")]
    public string? WebhookTokenFile { get; init; }

    /// <summary>More headers of the webhook's requests, each as <c>Name: value</c>. Default none.</summary>
    [Description("Header of the webhook's requests, as 'X-Team: storage'")]
    public IReadOnlyList<string> WebhookHeader { get; init; } = [];

    /// <summary>Most anomalies of a request. Default 100.</summary>
    [Description("Most anomalies of one request to the webhook")]
    [Range(1, 10_000)]
    public int WebhookBatch { get; init; } = 100;

    /// <summary>The time in which the webhook or Alertmanager must have answered. Default 10 seconds.</summary>
    [Description("Time in which the webhook or Alertmanager must have answered, as 10s")]
    public TimeSpan SinkTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The http or https address of a Prometheus Alertmanager, as <c>http://localhost:9093</c>; a path prefix is kept. Default
    /// none.</summary>
    [Description("URL of a Prometheus Alertmanager, as http://localhost:9093")]
    public string? AlertmanagerUrl { get; init; }

    /// <summary>The file with Alertmanager's bearer token; read for every request, so that it can be changed. Default none.</summary>
    [Description("File with Alertmanager's bearer token; without it ACTORDETECTOR_ALERTMANAGER_TOKEN of the environment, when set")]
    public string? AlertmanagerTokenFile { get; init; }

    /// <summary>The time without another anomaly of its cause after which an alert is over. Default 5 minutes.</summary>
    [Description("Time without another anomaly of its cause after which an alert is over, as 5m")]
    public TimeSpan AlertQuiet { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How often alerts that are not over are posted again, for an Alertmanager that was restarted. Default 1 minute.</summary>
    [Description("How often alerts that are not over are posted again, as 1m: Alertmanager forgets them when it restarts")]
    public TimeSpan AlertRepeat { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Most alerts at once; what has another cause then is one alert for each kind of anomaly. Default 200.</summary>
    [Description("Most alerts at once; anomalies of other causes are then one alert for each kind")]
    [Range(1, 10_000)]
    public int MaxAlerts { get; init; } = 200;

    /// <summary>Whether each entity has alerts of its own, with a label <c>entity</c>; else one cause is one alert, whatever entities it has.
    /// Default no: a fault of a whole fleet is one alert.</summary>
    [Description("Whether each entity has alerts of its own, with a label entity; else one cause in a whole fleet is one alert")]
    public bool AlertByEntity { get; init; }

    /// <summary>Finds what single ranges do not tell: addresses that are none, headers that are none, times that are not positive.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        (string Option, string? Url)[] urls = [("--webhook-url", WebhookUrl), ("--alertmanager-url", AlertmanagerUrl)];
        (string Option, string? File, string UrlOption, string? Url)[] tokens =
        [
            ("--webhook-token-file", WebhookTokenFile, "--webhook-url", WebhookUrl),
            ("--alertmanager-token-file", AlertmanagerTokenFile, "--alertmanager-url", AlertmanagerUrl),
        ];
        (string Option, TimeSpan Value)[] times =
            [("--sink-timeout", SinkTimeout), ("--alert-quiet", AlertQuiet), ("--alert-repeat", AlertRepeat)];
        IEnumerable<string?> faults =
        [
            .. urls.Select(url => url.Url is null ? null : HttpAddress.FaultOf(url.Option, url.Url)),
            .. WebhookHeader.Select(HttpHeader.FaultOf),
            .. tokens.Where(token => token.File is not null && token.Url is null)
                .Select(token => $"{token.Option} is given without {token.UrlOption}: give both or none."),
            .. times.Where(time => time.Value <= TimeSpan.Zero || time.Value > TimeSpan.FromDays(1))
                .Select(time => $"{time.Option} is {time.Value}: it must be longer than 00:00:00 and at most 1.00:00:00, as 00:01:00."),
        ];
        return faults.OfType<string>().Select(fault => new ValidationResult(fault));
    }
}
