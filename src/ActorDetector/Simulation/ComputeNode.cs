namespace ActorDetector.Simulation;

/// <summary>A cloud of virtual machines: an instance is scheduled, gets network and disk at the same time, runs, moves, is destroyed.</summary>
internal sealed class ComputeNode : Workload
{
    private static readonly Message Requested = new("INFO cloud.Api", "Instance [{Session}] of flavour {Name} requested by {User}", "small", "medium", "large", "gpu");
    private static readonly Message Scheduled = new("INFO cloud.Scheduler", "Node {Address} chosen for [{Session}] among {Number} candidates");
    private static readonly Message Network = new("INFO cloud.Network", "Address {Address} bound to [{Session}]");
    private static readonly Message Firewall = new("INFO cloud.Network", "Firewall {Name} applied to [{Session}]", "default", "web", "internal");
    private static readonly Message Fetched = new("INFO cloud.Image", "Image {Path} of {Size} bytes fetched for [{Session}] in {Duration} ms");
    private static readonly Message Cached = new("INFO cloud.Image", "Image {Path} for [{Session}] found in cache");
    private static readonly Message Disk = new("INFO cloud.Disk", "Disk of {Size} bytes attached to [{Session}]");
    private static readonly Message Booting = new("INFO cloud.Driver", "Booting [{Session}]");
    private static readonly Message Active = new("INFO cloud.Driver", "Instance [{Session}] active after {Duration} ms");
    private static readonly Message Synced = new("DEBUG cloud.Power", "Power state of [{Session}] is running");
    private static readonly Message Metadata = new("INFO cloud.Metadata", "Metadata {Path} given to [{Session}] in {Duration} ms");
    private static readonly Message Freezing = new("INFO cloud.Snapshot", "Snapshot of [{Session}] started by {User}");
    private static readonly Message Frozen = new("INFO cloud.Snapshot", "Snapshot of [{Session}] has {Size} bytes");
    private static readonly Message Moving = new("INFO cloud.Migration", "Migration of [{Session}] to {Address} started");
    private static readonly Message Moved = new("INFO cloud.Migration", "Migration of [{Session}] finished in {Duration} ms");
    private static readonly Message Resumed = new("INFO cloud.Driver", "Instance [{Session}] resumed at {Address}");
    private static readonly Message Stopping = new("INFO cloud.Api", "Termination of [{Session}] requested by {User}");
    private static readonly Message DiskFreed = new("INFO cloud.Disk", "Disk of [{Session}] released");
    private static readonly Message NetworkFreed = new("INFO cloud.Network", "Address {Address} of [{Session}] released");
    private static readonly Message Destroyed = new("INFO cloud.Driver", "Instance [{Session}] destroyed");

    public override string HostName => "node";

    public override string SessionPrefix => "vm-";

    public override int Weight => 15;

    public override IReadOnlyList<Message> Faults { get; } =
    [
        new("ERROR cloud.Driver", "Guest of [{Session}] panicked, memory written to {Path}"),
        new("ERROR cloud.Disk", "Input error on the disk of [{Session}] at sector {Size}"),
        new("WARN cloud.Network", "Address {Address} answers for [{Session}] and for another instance"),
    ];

    public override void Plan(SessionPlan plan, int hosts)
    {
        ref SeededRandom random = ref plan.Random;
        double clock = 0;
        plan.Trunk(ref clock, Requested, 0);
        plan.Trunk(ref clock, Scheduled, 80);

        double network = clock, disk = clock;
        plan.Required(ref network, Network, 300);
        if (random.Chance(0.5))
            plan.Optional(ref network, Firewall, 60);
        plan.Optional(ref disk, random.Chance(0.3) ? Fetched : Cached, 400);
        plan.Required(ref disk, Disk, 120);
        clock = Math.Max(network, disk);

        plan.Trunk(ref clock, Booting, 30);
        plan.Trunk(ref clock, Active, 2000);
        int host = plan.Host;
        for (int events = random.Below(7); events > 0; events--)
            host = Live(plan, ref clock, host, hosts);

        plan.Trunk(ref clock, Stopping, 4000);
        (network, disk) = (clock, clock);
        plan.Required(ref network, NetworkFreed, 150);
        plan.Required(ref disk, DiskFreed, 150);
        clock = Math.Max(network, disk);
        plan.Trunk(ref clock, Destroyed, 50);
    }

    private static int Live(SessionPlan plan, ref double clock, int host, int hosts)
    {
        switch (plan.Random.Unit())
        {
            case < 0.45:
                plan.Optional(ref clock, Synced, 3000, host);
                return host;
            case < 0.75:
                plan.Optional(ref clock, Metadata, 1500, host);
                return host;
            case < 0.88:
                plan.Optional(ref clock, Freezing, 2000, host);
                plan.Optional(ref clock, Frozen, 3000, host);
                return host;
            default:
                plan.Optional(ref clock, Moving, 2000, host);
                host = plan.Random.Below(hosts);
                plan.Optional(ref clock, Resumed, 1500, host);
                plan.Optional(ref clock, Moved, 20, host);
                return host;
        }
    }
}
