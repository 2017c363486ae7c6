using System.CommandLine;
using System.Diagnostics;
using ActorDetector.CommandLine;
using ActorDetector.Http.Clusters;
using ActorDetector.Http.Security;
using ActorDetector.Output;

namespace ActorDetector.Commands;

/// <summary><c>cluster</c>: shows the cluster of a running node, and moves its shards.</summary>
public sealed class ClusterCommand : AppCommand
{
    private static readonly string[] Actions = ["status", "drain", "rebalance"];
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(0.25);

    private readonly Argument<string> _action;
    private readonly Argument<string?> _drained;
    private readonly OptionSet<NodeAddressOptions> _address;
    private readonly OptionSet<ClusterCommandOptions> _cluster;

    /// <summary>The command.</summary>
    public ClusterCommand()
        : base(
            "cluster",
            "Shows the nodes and shards of a cluster (status), lets a node give its shards to the others before it is stopped (drain NODE), or lets all have their part again (rebalance).",
            new Example("cluster status --show-shards", "asks the node at http://127.0.0.1:7878"),
            new Example("cluster drain node-2 --wait 5m", "until node-2 has no shards"),
            new Example("cluster rebalance --http 10.0.0.5:7878 --http-token-file token", "asks another node"))
    {
        _action = AddArgument(new Argument<string>("ACTION") { Description = "status, drain or rebalance" });
        _drained = AddArgument(new Argument<string?>("NODE") { Description = "The node that drain is for", Arity = ArgumentArity.ZeroOrOne, DefaultValueFactory = _ => null });
        _address = AddOptions<NodeAddressOptions>();
        _cluster = AddOptions<ClusterCommandOptions>();
    }

    /// <inheritdoc/>
    public override ExitCode Run(Invocation invocation)
    {
        ArgumentNullException.ThrowIfNull(invocation);
        string action = ActionOf(invocation);
        string? drained = DrainedOf(invocation, action);
        ClusterCommandOptions options = invocation.Get(_cluster);
        string? token = AccessToken.TextOf(options.HttpTokenFile, Environment.GetEnvironmentVariable(AccessToken.Variable));
        using var node = new NodeClient(invocation.Get(_address), "--ask-timeout", options.AskTimeout, token);
        var client = new ClusterClient(node, invocation.Stop);
        string? done = null;
        ClusterAnswer cluster;
        if (drained is not null)
            (cluster, done) = Wait(invocation, options, client, client.Drain(drained), now => LeftAt(now, drained), $"{drained} has no shards: it can be stopped.");
        else if (action == "rebalance")
            (cluster, done) = Wait(invocation, options, client, client.Rebalance(), LeftToBalance, "The shards are balanced.");
        else
            cluster = client.Status();
        if (options.Json)
            invocation.Terminal.Line(client.Raw);
        else if (action == "status")
            ClusterTables.Write(invocation.Terminal, cluster, options.ShowShards);
        else
            invocation.Terminal.Line(done!);
        return ExitCode.Done;
    }

    private string ActionOf(Invocation invocation)
    {
        string action = invocation.Get(_action);
        return Actions.Contains(action)
            ? action
            : throw new UsageException($"{Printable.Shorten(action, 100)} is no action of cluster, which has {string.Join(", ", Actions)}.{NearestName.Question(action, Actions)}");
    }

    private string? DrainedOf(Invocation invocation, string action) => (action, invocation.Get(_drained)) switch
    {
        ("drain", { Length: > 0 } node) => node,
        ("drain", _) => throw new UsageException("cluster drain needs NODE: the node that is to give its shards away"),
        (_, null) => null,
        (_, { } more) => throw new UsageException($"{Printable.Shorten(more, 100)} is one argument too many for cluster {action}"),
    };

    // What is left to do, in words; null when nothing is.
    private static string? LeftAt(ClusterAnswer cluster, string node)
    {
        int left = cluster.Shards.Count(shard => shard.Owner == node || shard.Assigned == node);
        if (left > 0 && !cluster.Members.Any(member => member.Able))
            throw new IOException($"{node} keeps its {left} shards until another node can have them, and none can now: see {App.Name} cluster status.");
        return left == 0 ? null : $"{node} has shards left: {left}";
    }

    private static string? LeftToBalance(ClusterAnswer cluster) => cluster.Totals.Balanced
        ? null
        : $"the shards are not balanced: {string.Join(", ", cluster.Members.Where(member => member.Able || member.Shards.Count > 0).Select(member => $"{member.Node} has {member.Shards.Count}"))}";

    private static (ClusterAnswer Cluster, string Done) Wait(
        Invocation invocation, ClusterCommandOptions options, ClusterClient client, ClusterAnswer cluster, Func<ClusterAnswer, string?> leftOf, string done)
    {
        if (options.NoWait)
            return (cluster, "It was asked for.");
        var watch = Stopwatch.StartNew();
        string? told = null;
        while (leftOf(cluster) is { } left)
        {
            if (watch.Elapsed > options.Wait)
                throw new IOException($"After --wait {options.Wait:c} {left}. It goes on all the same: see {App.Name} cluster status.");
            if (left != told)
                invocation.Terminal.Remark($"{left}…");
            told = left;
            invocation.Stop.WaitHandle.WaitOne(BetweenLooks);
            invocation.Stop.ThrowIfCancellationRequested();
            cluster = client.Status();
        }

        return (cluster, done);
    }
}
