using System.Net;
using System.Net.Sockets;
using ActorDetector.Actors.Clusters;
using ActorDetector.Actors.Nodes;
using ActorDetector.Http.Clusters;
using ActorDetector.Http.Metrics;
using ActorDetector.Http.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ActorDetector.Http;

/// <summary>A node over HTTP: takes lines, tells what was found and how the node is.</summary>
public sealed partial class HttpFace : IAsyncDisposable
{
    // Of each connection; two pieces of a body.
    private const int ReadAhead = 128 << 10;

    private static readonly TimeSpan LastAnswers = TimeSpan.FromSeconds(1);

    private readonly WebApplication _app;
    private readonly RequestGate _gate;
    private readonly TimeProvider _time;

    private HttpFace(WebApplication app, RequestGate gate, RequestTally requests, TimeProvider time) =>
        (_app, _gate, Requests, _time) = (app, gate, requests, time);

    /// <summary>Where it listens, as <c>http://127.0.0.1:7878</c>.</summary>
    public IReadOnlyList<Uri> Addresses { get; private set; } = [];

    /// <summary>The requests that were answered.</summary>
    public RequestTally Requests { get; }

    /// <summary>Begins to listen.</summary>
    /// <param name="node">The node.</param>
    /// <param name="options">Where, to whom, and how much; not <c>off</c>.</param>
    /// <param name="token">The token that requests must carry; null when none is needed.</param>
    /// <param name="logs">Is told what happens.</param>
    /// <param name="time">Tells when lines arrive, and measures waits.</param>
    /// <param name="cancellation">Ends the start.</param>
    /// <exception cref="IOException">It cannot: the address is taken, a certificate cannot be used, or others could reach it without a token; the
    /// message says what to do.</exception>
    public static async Task<HttpFace> StartAsync(
        INode node, HttpOptions options, AccessToken? token, ILoggerFactory logs, TimeProvider time, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(logs);
        IPEndPoint address = ListenAddress.TryParse(options.Http) ?? throw new IOException($"--http {options.Http} is not an address and a port.");
        bool isLocal = IPAddress.IsLoopback(address.Address);
        HttpsConnectionAdapterOptions? https = TlsFiles.Read(options);
        EnsureSafe(options, isLocal, token);
        ILogger log = logs.CreateLogger<HttpFace>();
        if (!isLocal && https is null)
            LogPlain(log, options.Http);

        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrel(kestrel => Limit(kestrel, options, address, https));
        builder.Services.AddSingleton(logs);
        builder.Services.AddSingleton(node);
        builder.Services.AddSingleton<IHostLifetime, SilentLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = LastAnswers);
        ApiDocument.AddTo(builder.Services);
        var requests = new RequestTally();
        var gate = new RequestGate();
        var face = new HttpFace(builder.Build(), gate, requests, time);
        try
        {
            var admission = new Admission(token, isLocal && !options.Insecure);
            face._app.Use(next => context => CountAsync(context, next, requests));
            var refusals = new Refusals(logs.CreateLogger<Refusals>());
            face._app.Use(next => context => refusals.AnswerAsync(context, next));
            face._app.Use(next => Admitted(next, admission, node.Status.Cluster?.Roles ?? NodeRoles.All, gate));
            face._app.UseRouting();
            Routes.Map(face._app, node, options, admission, gate, requests, time);
            await ListenAsync(face._app, options.Http, cancellation).ConfigureAwait(false);
            face.Addresses = [.. face._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Select(uri => new Uri(uri))];
            LogListening(log, face.Addresses[0]);
            return face;
        }
        catch
        {
            await face.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Takes no more lines, and ends the requests that take some: by themselves within the limit, else at it. What only reads is still
    /// answered until this is disposed.</summary>
    /// <param name="limit">How long running requests may take.</param>
    public Task DrainAsync(TimeSpan limit) => _gate.CloseAsync(limit, _time);

    /// <summary>Ends all connections, at once or in a second.</summary>
    public async ValueTask DisposeAsync()
    {
        await _gate.CloseAsync(TimeSpan.Zero, _time).ConfigureAwait(false);
        await _app.DisposeAsync().ConfigureAwait(false);
        _gate.Dispose();
    }

    private static void EnsureSafe(HttpOptions options, bool isLocal, AccessToken? token)
    {
        if (isLocal || token is not null || options.HttpTlsClientAuthority is not null || options.Insecure)
            return;
        throw new IOException(
            $"--http {options.Http} can be reached from other machines: give --http-token-file (or {AccessToken.Variable}), or --http-tls-client-authority, "
            + "or listen on 127.0.0.1; --insecure lets everybody send lines, read them and switch the model.");
    }

    // One request at a time on a connection (HTTP/1.1), so that the limit of connections bounds the requests too.
    private static void Limit(KestrelServerOptions kestrel, HttpOptions options, IPEndPoint address, HttpsConnectionAdapterOptions? https)
    {
        kestrel.AddServerHeader = false;
        KestrelServerLimits limits = kestrel.Limits;
        limits.MaxConcurrentConnections = options.MaxHttpConnections;
        limits.MaxRequestBodySize = options.MaxBodyBytes;
        limits.MaxRequestBufferSize = Math.Max(ReadAhead, options.MaxHttpHeaderBytes);
        limits.MaxRequestHeaderCount = options.MaxHttpHeaders;
        limits.MaxRequestHeadersTotalSize = options.MaxHttpHeaderBytes;
        limits.MaxRequestLineSize = Math.Min(limits.MaxRequestLineSize, options.MaxHttpHeaderBytes);
        limits.RequestHeadersTimeout = options.HttpHeaderTimeout;
        limits.MinRequestBodyDataRate = new MinDataRate(options.MinBodyRate, TimeSpan.FromSeconds(5));
        // Where the kernel has no IPv6, all addresses are those of IPv4.
        if (address.Address.Equals(IPAddress.IPv6Any))
            kestrel.ListenAnyIP(address.Port, Secure);
        else
            kestrel.Listen(address, Secure);

        void Secure(ListenOptions listen)
        {
            listen.Protocols = HttpProtocols.Http1;
            if (https is not null)
                listen.UseHttps(https);
        }
    }

    private static async Task ListenAsync(WebApplication app, string http, CancellationToken cancellation)
    {
        try
        {
            await app.StartAsync(cancellation).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is SocketException or IOException)
        {
            throw new IOException($"--http {http}: {fault.Message.TrimEnd('.')}. Give an address of this machine and a port that is free.", fault);
        }
    }

    private static async Task CountAsync(HttpContext context, RequestDelegate next, RequestTally requests)
    {
        try
        {
            await next(context).ConfigureAwait(false);
        }
        finally
        {
            requests.Add(context.Response.StatusCode);
        }
    }

    // Requests that only read go on while the node is being stopped; those that change something have spans.
    private static RequestDelegate Admitted(RequestDelegate next, Admission admission, NodeRoles roles, RequestGate gate)
    {
        RequestDelegate traced = RequestSpan.Around(next);
        return context =>
        {
            admission.Check(context.Request);
            RoleCheck.Check(context.Request.Path, roles);
            return HttpMethods.IsPost(context.Request.Method) ? gate.RunAsync(context, traced) : next(context);
        };
    }
}
