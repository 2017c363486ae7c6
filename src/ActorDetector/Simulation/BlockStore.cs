namespace ActorDetector.Simulation;

/// <summary>A block store: a block is allocated, written to replicas at the same time, read, copied, verified, deleted.</summary>
internal sealed class BlockStore : Workload
{
    private static readonly Message Allocated = new("INFO store.Namespace", "Allocated block [{Session}] for {Path}");
    private static readonly Message Receiving = new("INFO store.Receiver", "Receiving block [{Session}] from {Address}:{Port} at {Address}:{Port}");
    private static readonly Message Slow = new("WARN store.Disk", "Slow write of [{Session}], trying again after {Duration} ms");
    private static readonly Message Received = new("INFO store.Receiver", "Received block [{Session}] of {Size} bytes from {Address}");
    private static readonly Message Responder = new("INFO store.Responder", "Responder {Number} of block [{Session}] terminating");
    private static readonly Message Stored = new("INFO store.Namespace", "Replica of [{Session}] added at {Address}:{Port} size {Size}");
    private static readonly Message Complete = new("INFO store.Namespace", "Block [{Session}] is complete after {Duration} ms");
    private static readonly Message Served = new("INFO store.Reader", "Served block [{Session}] to {Address} in {Duration} ms");
    private static readonly Message Copy = new("INFO store.Balancer", "Ask {Address} to copy [{Session}] to {Address}");
    private static readonly Message Sent = new("INFO store.Sender", "Sent block [{Session}] to {Address}:{Port} in {Duration} ms");
    private static readonly Message Verified = new("INFO store.Scanner", "Verification of [{Session}] succeeded, {Size} bytes");
    private static readonly Message Expired = new("INFO store.Namespace", "Block [{Session}] of {Path} has expired");
    private static readonly Message Deleting = new("INFO store.Cleaner", "Deleting block [{Session}] file {Path}");
    private static readonly Message Forgotten = new("INFO store.Namespace", "Block [{Session}] is no longer kept");

    public override string HostName => "store";

    public override string SessionPrefix => "blk-";

    public override int Weight => 30;

    public override IReadOnlyList<Message> Faults { get; } =
    [
        new("ERROR store.Scanner", "Checksum of [{Session}] differs at offset {Size}"),
        new("ERROR store.Receiver", "Connection to {Address} was reset while [{Session}] was received"),
        new("WARN store.Namespace", "Replica of [{Session}] at {Address} belongs to no file, redundant request ignored"),
    ];

    public override void Plan(SessionPlan plan, int hosts)
    {
        ref SeededRandom random = ref plan.Random;
        double clock = 0;
        plan.Trunk(ref clock, Allocated, 0);
        int replicas = random.Chance(0.8) ? 3 : 2;
        double written = clock;
        for (int i = 0; i < replicas; i++)
            written = Math.Max(written, Replica(plan, clock, (plan.Host + i) % hosts));
        plan.Trunk(ref written, Complete, 20);

        clock = written;
        for (int reads = random.Below(5); reads > 0; reads--)
            plan.Optional(ref clock, Served, 2500, random.Below(hosts));
        if (random.Chance(0.2))
        {
            double scan = written;
            plan.Optional(ref scan, Verified, 4000, random.Below(hosts));
            clock = Math.Max(clock, scan);
        }

        if (random.Chance(0.25))
            clock = CopyOnce(plan, clock, random.Below(hosts));

        plan.Trunk(ref clock, Expired, 3000);
        double deleted = clock;
        for (int i = 0; i < replicas; i++)
        {
            double branch = clock;
            plan.Required(ref branch, Deleting, 60, (plan.Host + i) % hosts);
            deleted = Math.Max(deleted, branch);
        }

        plan.Trunk(ref deleted, Forgotten, 10);
    }

    private static double Replica(SessionPlan plan, double clock, int host)
    {
        plan.Required(ref clock, Receiving, 15, host);
        while (plan.Random.Chance(0.05))
        {
            plan.Optional(ref clock, Slow, 100, host);
            plan.Optional(ref clock, Receiving, 200, host);
        }

        plan.Required(ref clock, Received, 120, host);
        plan.Required(ref clock, Responder, 4, host);
        plan.Required(ref clock, Stored, 8);
        return clock;
    }

    private static double CopyOnce(SessionPlan plan, double clock, int host)
    {
        plan.Optional(ref clock, Copy, 1500);
        plan.Optional(ref clock, Receiving, 20, host);
        double sent = clock;
        plan.Optional(ref sent, Sent, 90);
        plan.Optional(ref clock, Received, 90, host);
        plan.Optional(ref clock, Stored, 8);
        return Math.Max(clock, sent);
    }
}
