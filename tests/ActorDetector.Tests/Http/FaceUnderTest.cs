using System.Net.Http.Headers;
using System.Text;
using ActorDetector.Http;
using ActorDetector.Http.Security;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActorDetector.Tests.Http;

/// <summary>A node's HTTP face on a port of its own, with a client.</summary>
internal sealed class FaceUnderTest : IAsyncDisposable
{
    public const string Token = "0123456789abcdef0123";

    private FaceUnderTest(HttpFace face, TestNode node)
    {
        (Face, Node) = (face, node);
        Client = new HttpClient { BaseAddress = face.Addresses[0] };
    }

    public HttpFace Face { get; }

    public TestNode Node { get; }

    public HttpClient Client { get; }

    public static async Task<FaceUnderTest> Of(TrainedModel model, HttpOptions? options = null, string? token = null, ILoggerFactory? logs = null, TestCluster? cluster = null)
    {
        var node = new TestNode(model.Bundle);
        if (cluster is not null)
            (node.Cluster, node.Status) = (cluster, node.Status with { Cluster = cluster.StatusOf("a") });
        options ??= new HttpOptions();
        HttpFace face = await HttpFace.StartAsync(
            node, options.Http == new HttpOptions().Http ? options with { Http = "127.0.0.1:0" } : options, AccessToken.Read(null, token),
            logs ?? NullLoggerFactory.Instance, TimeProvider.System, CancellationToken.None);
        return new FaceUnderTest(face, node);
    }

    public async Task<HttpAnswer> Get(string path) => await HttpAnswer.Of(await Client.GetAsync(new Uri(path, UriKind.Relative)));

    public Task<HttpAnswer> PostLines(string lines, params (string Name, string Value)[] headers) => Post("/v1/lines", Encoding.UTF8.GetBytes(lines), "text/plain", headers);

    public async Task<HttpAnswer> Post(string path, byte[] body, string? type, params (string Name, string Value)[] headers)
    {
        using var content = new ByteArrayContent(body);
        if (type is not null)
            content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = content };
        foreach ((string name, string value) in headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
                content.Headers.TryAddWithoutValidation(name, value);
        }

        return await HttpAnswer.Of(await Client.SendAsync(request));
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Face.DisposeAsync();
    }
}
