using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ActorDetector.Http.Clusters;
using ActorDetector.Http.Security;

namespace ActorDetector.Commands;

/// <summary>Asks a node of its cluster.</summary>
internal sealed class ClusterClient(NodeClient node, CancellationToken stop)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>The node's last answer, as it came.</summary>
    public string Raw { get; private set; } = "";

    /// <summary>The cluster as it is.</summary>
    /// <exception cref="IOException">The node does not answer, or does not say.</exception>
    public ClusterAnswer Status() => Ask(HttpMethod.Get, "api/cluster", null);

    /// <summary>Asks a node to give its shards away.</summary>
    /// <exception cref="IOException">The node does not answer, or refuses; as there is no such node.</exception>
    public ClusterAnswer Drain(string drained) => Ask(HttpMethod.Post, "api/cluster/drain", JsonContent.Create(new DrainedNode(drained), options: Json));

    /// <summary>Lets all nodes have their part of the shards.</summary>
    /// <exception cref="IOException">The node does not answer, or refuses.</exception>
    public ClusterAnswer Rebalance() => Ask(HttpMethod.Post, "api/cluster/rebalance", null);

    private ClusterAnswer Ask(HttpMethod method, string path, JsonContent? body)
    {
        NodeAnswer answer = node.Ask(method, path, body, stop);
        if (answer.Code == HttpStatusCode.Unauthorized)
            throw new IOException($"{answer.Address} wants another bearer token: give --http-token-file FILE, or the token itself in {AccessToken.Variable}.");
        if (!answer.IsGood)
            throw new IOException(DetailOf(answer));
        Raw = answer.Text;
        try
        {
            return JsonSerializer.Deserialize<ClusterAnswer>(answer.Text, Json) ?? throw new JsonException("it is null");
        }
        catch (JsonException fault)
        {
            throw new IOException($"{answer.Address} answered what no node of this version does: {fault.Message}", fault);
        }
    }

    private static string DetailOf(NodeAnswer answer)
    {
        try
        {
            using JsonDocument problem = JsonDocument.Parse(answer.Text);
            return problem.RootElement.GetProperty("detail").GetString() ?? "";
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return $"{answer.Address} answered {(int)answer.Code}: is it a node?";
        }
    }
}
