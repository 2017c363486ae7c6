using ActorDetector.Actors.Nodes;
using ActorDetector.Actors.Shards;
using ActorDetector.Actors.Stores;
using Microsoft.Extensions.Logging;

namespace ActorDetector.Actors.Clusters;

/// <summary>Lets the others of a cluster know of this node, and this node of them: which shards are to be where, and who coordinates.</summary>
/// <remarks>A node that is not heard of gives its shards back by its own clock when the others take it for dead by theirs; that no two judge one shard hangs on neither,
/// but on the epoch.</remarks>
internal sealed partial class Membership : IShardPlacing, ILeadership
{
    private static readonly TimeSpan BetweenLeases = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestBeat = TimeSpan.FromSeconds(2);

    // By how much clocks may differ: sessions are closed by the coordinator's clock and the arrivals at all nodes.
    private static readonly TimeSpan MostSkew = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan MostSkewToJoin = TimeSpan.FromMinutes(1);

    private readonly ClusterParts _cluster;
    private readonly Func<bool> _isConnected;
    private readonly Func<string> _report;
    private readonly SteadyTime _time;
    private readonly ILogger _log;
    private readonly Placing _nothing;
    private ClusterView _view;
    private Placing _placing;
    private long _heard;
    private long _led;
    private long _lease;
    private TimeSpan _skew; // of the store's clock before this one
    private string? _trouble;
    private volatile bool _isLeaving;
    private volatile bool _isReplaced;

    /// <summary>A membership that does not run yet.</summary>
    /// <param name="cluster">Which node of which cluster.</param>
    /// <param name="shards">How many shards there are.</param>
    /// <param name="isConnected">Whether the shard log can be reached.</param>
    /// <param name="report">What the node tells people of itself, as JSON.</param>
    /// <param name="time">The node's clock.</param>
    /// <param name="log">Is told of what changes.</param>
    public Membership(ClusterParts cluster, int shards, Func<bool> isConnected, Func<string> report, SteadyTime time, ILogger log)
    {
        (_cluster, _isConnected, _report, _time, _log) = (cluster, isConnected, report, time, log);
        _placing = _nothing = Placing.Nothing(shards);
        _view = new ClusterView(time.GetUtcNow(), [], [.. Enumerable.Range(0, shards).Select(shard => new ShardPlace(shard, "", default, 0, "", default))], "", 0, null);
    }

    /// <summary>Is told of every shard whose placing changes.</summary>
    public Action<int> Changed { get; set; } = _ => { };

    /// <inheritdoc/>
    public bool IsShared => true;

    /// <summary>The cluster as it was known last.</summary>
    public ClusterView View => Volatile.Read(ref _view);

    /// <inheritdoc/>
    public string? WantedModel => View.WantedModel;

    /// <inheritdoc/>
    /// <remarks>Not in the last quarter of its time: by then another may hold it by the store's clock.</remarks>
    public long? Lease => Volatile.Read(ref _lease) is > 0 and var lease && _time.GetElapsedTime(Volatile.Read(ref _led)) < ClusterTimes.Lease * 0.75 ? lease : null;

    /// <summary>How the node stands in the cluster.</summary>
    public ClusterStatus Status => new(_cluster.Node, _cluster.Roles, Lease is not null, View, Trouble);

    /// <summary>What is wrong; null when all is well.</summary>
    public string? Trouble => Volatile.Read(ref _trouble);

    /// <summary>What is wrong with the node's clock; null when it agrees with the store's.</summary>
    public string? ClockTrouble => _skew.Duration() <= MostSkew
        ? null
        : $"the clock of this machine is {_skew.Duration():c} {(_skew > TimeSpan.Zero ? "behind" : "ahead of")} that of the database: sessions may be closed too early or too late; set both by NTP";

    private bool IsHeard => !_isReplaced && _time.GetElapsedTime(Volatile.Read(ref _heard)) < ClusterTimes.Silence;

    /// <inheritdoc/>
    public bool IsInLine(int shard) => !_isLeaving && IsHeard && Volatile.Read(ref _placing).IsInLine(shard);

    /// <inheritdoc/>
    public bool IsHere(int shard) => IsHeard && Volatile.Read(ref _placing).IsHere(shard);

    /// <summary>Becomes a member.</summary>
    /// <exception cref="StoreException">The store cannot be reached.</exception>
    /// <exception cref="ClusterException">It cannot be a member.</exception>
    public async Task JoinAsync(CancellationToken cancellation)
    {
        await BeatAsync(cancellation).ConfigureAwait(false);
        if (_skew.Duration() > MostSkewToJoin)
            throw new ClusterException($"This node cannot join: {ClockTrouble}.");
    }

    /// <summary>Stays a member until it is stopped.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(ClusterTimes.Beat, _time);
        try
        {
            while (!_isReplaced)
            {
                await TryBeatAsync(stop).ConfigureAwait(false);
                await timer.WaitForNextTickAsync(stop).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
    }

    /// <summary>Begins to leave: the others are to take this node's shards.</summary>
    public void BeginLeave()
    {
        _isLeaving = true;
        for (int shard = 0; shard < View.Shards.Count; shard++)
            Changed(shard);
    }

    /// <summary>Leaves, at once.</summary>
    public async Task LeaveAsync(CancellationToken cancellation)
    {
        try
        {
            await _cluster.Store.LeaveAsync(_cluster.Node, _cluster.Run, cancellation).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is StoreException or OperationCanceledException)
        {
            // The others see that it is silent.
        }
    }

    /// <summary>Whether other nodes can have this node's shards.</summary>
    public bool HasOthers => View.Members.Any(member => member.Node != _cluster.Node && ShardAssignment.IsAble(member));

    private async Task TryBeatAsync(CancellationToken stop)
    {
        using var late = new CancellationTokenSource(LongestBeat, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stop);
        try
        {
            await BeatAsync(either.Token).ConfigureAwait(false);
            if (Interlocked.Exchange(ref _trouble, null) is not null)
                LogHeard();
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            NotHeard($"the store did not answer within {LongestBeat.TotalSeconds:0} s");
        }
        catch (Exception fault) when (fault is not (ClusterException or OperationCanceledException))
        {
            NotHeard(fault.Message);
        }
        catch (ClusterException fault)
        {
            LogReplaced(fault.Message);
            Volatile.Write(ref _trouble, fault.Message);
            _isReplaced = true;
            Place(_nothing);
            _cluster.Replaced();
        }
    }

    private void NotHeard(string reason)
    {
        string trouble = $"the cluster does not hear of this node: {reason}";
        if (Interlocked.Exchange(ref _trouble, trouble) is null)
            LogSilent(trouble);
        if (!IsHeard)
            Place(_nothing);
    }

    private async Task BeatAsync(CancellationToken stop)
    {
        long asked = _time.GetTimestamp(); // by then it was alive, whenever the answer comes
        ClusterView view = await _cluster.Store.BeatAsync(
            new Member(_cluster.Node, _cluster.Run, _cluster.Roles, _cluster.Version, _isConnected(), _isLeaving, _report()), stop).ConfigureAwait(false);
        DateTimeOffset half = _time.GetUtcNow() - (_time.GetElapsedTime(asked) / 2);
        _skew = view.Now - half;
        Volatile.Write(ref _heard, asked);
        Volatile.Write(ref _view, view);
        Place(_cluster.Roles.HasFlag(NodeRoles.Detect) ? Placing.Of(view, _cluster.Node, Volatile.Read(ref _placing).StandBys) : _nothing);
        if (_cluster.Roles.HasFlag(NodeRoles.Coordinate) && (!_isLeaving || Lease is not null))
            await LeadAsync(view, stop).ConfigureAwait(false);
    }

    private async Task LeadAsync(ClusterView view, CancellationToken stop)
    {
        bool isOthers = view.Coordinator.Length > 0 && view.Coordinator != _cluster.Node;
        if (!isOthers && (Lease is null || _time.GetElapsedTime(Volatile.Read(ref _led)) >= BetweenLeases))
        {
            long asked = _time.GetTimestamp();
            long? lease = await _cluster.Store.LeadAsync(_cluster.Node, _cluster.Run, ClusterTimes.Lease, stop).ConfigureAwait(false);
            if (lease is { } taken && taken != Volatile.Read(ref _lease))
                LogLeading(taken);
            Volatile.Write(ref _lease, lease ?? 0);
            Volatile.Write(ref _led, asked);
        }

        if (Lease is not { } own)
            return;
        IReadOnlyDictionary<int, string> changes = ShardAssignment.Changes(view);
        if (changes.Count > 0 && await _cluster.Store.AssignAsync(own, changes, stop).ConfigureAwait(false))
            LogAssigned(changes.Count);
    }

    private void Place(Placing placing)
    {
        Placing before = Volatile.Read(ref _placing);
        Volatile.Write(ref _placing, placing);
        for (int shard = 0; shard < View.Shards.Count; shard++)
        {
            if (before.IsInLine(shard) != placing.IsInLine(shard) || before.IsHere(shard) != placing.IsHere(shard))
                Changed(shard);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "This node coordinates the cluster from here on (lease {Lease}).")]
    private partial void LogLeading(long lease);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} shards were assigned to other nodes.")]
    private partial void LogAssigned(int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Trouble}")]
    private partial void LogSilent(string trouble);

    [LoggerMessage(Level = LogLevel.Information, Message = "The cluster hears of this node again.")]
    private partial void LogHeard();

    [LoggerMessage(Level = LogLevel.Critical, Message = "{Trouble}")]
    private partial void LogReplaced(string trouble);
}
