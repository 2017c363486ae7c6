using ActorDetector.Actors.Clusters;

namespace ActorDetector.Actors.Tests.Clusters.Simulation;

/// <summary>A cluster of any number of nodes in made time: the rules of who has which shard are the real ones, the broker and the database are a few tables. Every shard always has
/// lines. Deterministic.</summary>
internal sealed class SimulatedCluster
{
    public static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan BetweenOffers = TimeSpan.FromMilliseconds(200);

    private readonly Dictionary<string, SimulatedNode> _nodes = [];
    private readonly SimulatedShard[] _shards;
    private readonly TimeSpan _restore;
    private readonly Dictionary<string, Member> _members = [];
    private readonly Dictionary<string, TimeSpan> _heard = [];
    private string _leader = "";
    private TimeSpan _ledUntil;
    private StandBys? _standBys;
    private ClusterView? _view; // of this moment

    /// <summary>A cluster without nodes.</summary>
    /// <param name="shards">How many shards.</param>
    /// <param name="restore">How long a node takes to restore a shard; it restores eight at once.</param>
    public SimulatedCluster(int shards, TimeSpan restore)
    {
        _restore = restore;
        _shards = [.. Enumerable.Range(0, shards).Select(_ => new SimulatedShard())];
    }

    public TimeSpan Now { get; private set; }

    public IReadOnlyList<SimulatedShard> Shards => _shards;

    /// <summary>Messages that wait in line for who reads them first: consumers at all queues together.</summary>
    public int Consumers => _shards.Sum(shard => shard.Line.Count);

    public void Start(string name) => _nodes.Add(name, new SimulatedNode(name, _shards.Length, Now + TimeSpan.FromMilliseconds(_nodes.Count * 37 % 500)));

    /// <summary>Ends a node as kill -9 does: the broker sees it at once, the others when it is silent.</summary>
    public void Kill(string name)
    {
        _nodes.Remove(name);
        foreach (SimulatedShard shard in _shards)
            shard.Leave(name, Now);
    }

    /// <summary>Lets a node give its shards away; it is gone when it has none.</summary>
    public void Drain(string name) => _nodes[name].IsDraining = true;

    public int Held(string name) => _shards.Count(shard => shard.Owner == name && shard.IsServed);

    public bool IsThere(string name) => _nodes.ContainsKey(name);

    /// <summary>Lets time pass until something is so; fails after some minutes.</summary>
    public TimeSpan Until(Func<bool> isSo)
    {
        TimeSpan since = Now;
        while (!isSo())
        {
            (Now - since).ShouldBeLessThan(TimeSpan.FromMinutes(3));
            Advance();
        }

        return Now - since;
    }

    public void Pass(TimeSpan time)
    {
        for (TimeSpan end = Now + time; Now < end;)
            Advance();
    }

    private void Advance()
    {
        Now += Step;
        _view = null;
        foreach (SimulatedNode node in _nodes.Values.Where(node => Now >= node.NextBeat).ToArray())
            Beat(node);
        for (int shard = 0; shard < _shards.Length; shard++)
            Serve(shard);
    }

    private void Beat(SimulatedNode node)
    {
        node.NextBeat = Now + ClusterTimes.Beat;
        _members[node.Name] = MadeCluster.Node(node.Name) with { IsDraining = node.IsDraining };
        _heard[node.Name] = Now;
        ClusterView view = _view ??= View();
        node.Before = node.Placing;
        node.Placing = Placing.Of(view, node.Name, _standBys);
        _standBys = node.Placing.StandBys;
        if (_leader == node.Name || Now >= _ledUntil)
        {
            (_leader, _ledUntil) = (node.Name, Now + ClusterTimes.Lease);
            foreach ((int shard, string to) in ShardAssignment.Changes(view))
                (_shards[shard].Assigned, _shards[shard].AssignedAt, _view) = (to, Now, null);
        }

        for (int shard = 0; shard < _shards.Length; shard++)
        {
            if (node.Before is not null && node.Before.IsInLine(shard) == node.Placing.IsInLine(shard) && !node.IsDraining)
                continue;
            if (node.Placing.IsInLine(shard) && !(node.IsDraining && _shards[shard].Owner != node.Name))
                _shards[shard].Join(node.Name, Now);
            else if (_shards[shard].Owner != node.Name)
                _shards[shard].Leave(node.Name, Now);
        }

        if (node.IsDraining && Held(node.Name) == 0)
        {
            Kill(node.Name);
            _members.Remove(node.Name);
        }
    }

    private void Serve(int number)
    {
        SimulatedShard shard = _shards[number];
        if (shard.Active is not { } name || !_nodes.TryGetValue(name, out SimulatedNode? node))
            return;
        Placing placing = node.Placing;
        bool isHere = placing.IsHere(number);
        if (shard.IsServed && !isHere)
        {
            shard.GiveBack(Now);
            if (placing.IsInLine(number) && !node.IsDraining)
                shard.Rejoin(name, Now + BetweenOffers);
        }
        else if (!shard.IsServed && !isHere)
        {
            shard.GiveBack(Now);
            shard.Rejoin(name, Now + BetweenOffers);
        }
        else if (!shard.IsServed && !shard.IsTaking)
        {
            int before = _shards.Count(other => other.IsTaking && other.Active == name);
            shard.Take(name, Now, Now + (_restore * (1 + (before / 8))));
        }

        shard.Pass(Now);
    }

    private ClusterView View() => new(
        DateTimeOffset.UnixEpoch + Now,
        [.. _members.Values.Select(member => member with { Silence = Now - _heard[member.Node] })],
        [.. _shards.Select((shard, number) => new ShardPlace(number, shard.Owner, Guid.Empty, shard.Epoch, shard.Assigned, Now - shard.AssignedAt) { OwnedFor = Now - shard.OwnedSince })],
        _leader, 1, null);
}
