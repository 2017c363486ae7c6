using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ActorDetector.SystemTests.Processes;

/// <summary>Takes anomalies over HTTP, slowly until it is told to be quick.</summary>
internal sealed class SlowWebhook : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly List<string> _ids = [];

    private SlowWebhook(TimeSpan pause)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(server => server.Limits.MaxRequestBodySize = null);
        _server = builder.Build();
        _server.Run(context => TakeAsync(context, pause));
    }

    /// <summary>Where it is.</summary>
    public string Url => _server.Urls.Single();

    /// <summary>Ends its slowness.</summary>
    public TaskCompletionSource IsQuick { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The anomalies that came, in their order.</summary>
    public IReadOnlyList<string> Ids
    {
        get
        {
            lock (_ids)
                return [.. _ids];
        }
    }

    public static async Task<SlowWebhook> StartAsync(TimeSpan pause)
    {
        SlowWebhook hook = new(pause);
        await hook._server.StartAsync();
        return hook;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task TakeAsync(HttpContext context, TimeSpan pause)
    {
        JsonNode body = (await JsonNode.ParseAsync(context.Request.Body))!;
        await Task.WhenAny(IsQuick.Task, Task.Delay(pause));
        lock (_ids)
            _ids.AddRange(body["anomalies"]!.AsArray().Select(anomaly => (string)anomaly!["id"]!));
    }
}
