namespace ActorDetector.Simulation;

/// <summary>A web service: a request is accepted, logged in, answered from cache and tables, closed.</summary>
internal sealed class WebService : Workload
{
    private static readonly Message Accepted = new("INFO web.Listener", "Accepted [{Session}] {Name} {Path} from {Client}", "GET", "GET", "GET", "POST", "PUT");
    private static readonly Message Login = new("INFO web.Login", "User {User} logs in [{Session}] from {Client}");
    private static readonly Message Rejected = new("WARN web.Login", "Password of {User} rejected [{Session}], attempt {Number}");
    private static readonly Message Issued = new("INFO web.Login", "Token issued to {User} [{Session}]");
    private static readonly Message Known = new("INFO web.Login", "Token of {User} is valid [{Session}]");
    private static readonly Message Authorized = new("INFO web.Access", "User {User} may use {Path} [{Session}]");
    private static readonly Message Hit = new("DEBUG web.Cache", "Cache hit for key {Number} of {Name} [{Session}]", "orders", "items", "prices", "users");
    private static readonly Message Miss = new("DEBUG web.Cache", "Cache miss for key {Number} of {Name} [{Session}]", "orders", "items", "prices", "users");
    private static readonly Message Query = new("INFO web.Query", "Query of {Name} took {Duration} ms [{Session}]", "orders", "items", "prices", "users");
    private static readonly Message Retry = new("WARN web.Upstream", "Upstream {Address}:{Port} did not answer in {Duration} ms, retry {Number} [{Session}]");
    private static readonly Message Upload = new("INFO web.Upload", "Stored upload {Path} of {Size} bytes [{Session}]");
    private static readonly Message Rendered = new("DEBUG web.View", "Rendered {Size} bytes [{Session}]");
    private static readonly Message Responded = new("INFO web.Listener", "Responded {Name} to {Client} in {Duration} ms [{Session}]", "200", "200", "200", "201", "304");
    private static readonly Message Closed = new("INFO web.Listener", "Closed [{Session}]");

    public override string HostName => "web";

    public override string SessionPrefix => "req-";

    public override int Weight => 55;

    public override IReadOnlyList<Message> Faults { get; } =
    [
        new("ERROR web.Query", "Deadlock while {Name} was read, transaction rolled back [{Session}]", "orders", "items"),
        new("ERROR web.View", "Template of {Path} is missing, empty page sent [{Session}]"),
        new("WARN web.Access", "User {User} changed role during the request [{Session}]"),
    ];

    public override void Plan(SessionPlan plan, int hosts)
    {
        ref SeededRandom random = ref plan.Random;
        double clock = 0;
        plan.Trunk(ref clock, Accepted, 0);
        if (random.Chance(0.35))
        {
            plan.Optional(ref clock, Login, 30);
            for (int wrong = 0; wrong < 2 && random.Chance(0.12); wrong++)
            {
                plan.Optional(ref clock, Rejected, 60);
                plan.Optional(ref clock, Login, 3000);
            }

            plan.Optional(ref clock, Issued, 80);
        }
        else
        {
            plan.Optional(ref clock, Known, 5);
        }

        plan.Trunk(ref clock, Authorized, 5);
        for (int reads = random.Between(1, 5); reads > 0; reads--)
            Read(plan, ref clock);
        if (random.Chance(0.15))
            plan.Optional(ref clock, Upload, 400);
        plan.Trunk(ref clock, Rendered, 12);
        plan.Trunk(ref clock, Responded, 3);
        plan.Trunk(ref clock, Closed, 500);
    }

    private static void Read(SessionPlan plan, ref double clock)
    {
        if (plan.Random.Chance(0.4))
        {
            plan.Optional(ref clock, Hit, 4);
            return;
        }

        plan.Optional(ref clock, Miss, 4);
        while (plan.Random.Chance(0.06))
            plan.Optional(ref clock, Retry, 250);
        plan.Optional(ref clock, Query, 25);
    }
}
