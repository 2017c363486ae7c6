using System.Text.Json;
using System.Text.Json.Nodes;
using ActorDetector.Actors.Nodes;
using ActorDetector.RabbitMq;
using ActorDetector.Serving;
using ActorDetector.SystemTests.Processes;

namespace ActorDetector.SystemTests.Deploying;

/// <summary>The compose files, as far as they can be read without a container engine.</summary>
[Collection(FleetTests.Name)]
public sealed class ComposeTests(TrainedFleet fleet)
{
    private const string Cluster = "container/compose.cluster.yaml";

    public static TheoryData<string> Files => ["container/compose.yaml", Cluster];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_option_is_one_of_serve_and_its_value_is_allowed(string file) => NodesOf(file).ShouldNotBeEmpty();

    [Theory]
    [MemberData(nameof(Files))]
    public void A_stop_may_take_longer_than_the_drain(string file)
    {
        foreach (Service node in NodesOf(file))
            node.Seconds("stop_grace_period").ShouldBeGreaterThan(((NodeOptions)node.Options[typeof(NodeOptions)]).DrainTimeout.TotalSeconds + 10);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Nothing_can_be_reached_from_other_machines(string file) =>
        Read(file).SelectMany(service => service.Node["ports"].Texts()).ShouldAllBe(port => port.StartsWith("127.0.0.1:", StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Files))]
    public void Secrets_are_files_that_the_service_has_and_none_is_in_a_variable(string file)
    {
        JsonObject given = Document(file).At("secrets").AsObject();
        foreach (Service service in Read(file))
        {
            service.Node["secrets"].Texts().ShouldBeSubsetOf(given.Select(secret => secret.Key));
            foreach ((string name, string? value) in service.Variables)
            {
                if (value!.StartsWith("/run/secrets/", StringComparison.Ordinal))
                    service.Node["secrets"].Texts().ShouldContain(value["/run/secrets/".Length..]);
                else
                    name.ShouldNotContain("PASSWORD");
            }
        }

        given.ShouldAllBe(secret => (string?)secret.Value!["file"] != null);
    }

    [Fact]
    public void Each_node_has_a_name_of_its_own_and_the_options_of_the_others()
    {
        Service[] nodes = [.. NodesOf(Cluster)];
        nodes.Select(node => ((ClusterOptions)node.Options[typeof(ClusterOptions)]).Node).ShouldBe(nodes.Select(node => node.Name));
        nodes.Select(node => string.Join('\n', node.Variables.Where(pair => pair.Key != "ACTORDETECTOR_NODE"))).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public void The_memory_of_a_node_leaves_a_quarter_of_the_container_to_the_system()
    {
        foreach (Service node in NodesOf(Cluster))
            (((NodeOptions)node.Options[typeof(NodeOptions)]).MaxMemory!.Value * 4 / 3).ShouldBe(1280L << 20, $"mem_limit is {node.Node.At("mem_limit")}");
        NodesOf(Cluster).ShouldAllBe(node => (string)node.Node.At("mem_limit")! == "1280m");
    }

    [Fact]
    public void The_options_of_a_node_fit_under_its_memory()
    {
        using Workplace place = new();
        place.Write("actordetector.json", JsonSerializer.Serialize(NodesOf(Cluster).First().Variables.ToDictionary(
            pair => pair.Key[CommandLine.Settings.Prefix.Length..].Replace('_', '-').ToLowerInvariant(), pair => pair.Value)));

        // What is looked at next.
        place.Run("serve", "-m", fleet.Model, "--data", "data").Refused(1, "--http-token-file");
    }

    [Fact]
    public void Nodes_wait_for_the_database_and_for_all_brokers()
    {
        IReadOnlyList<Service> services = Read(Cluster);
        string[] engines = [.. services.Where(service => !service.IsNode).Select(service => service.Name)];
        engines.Length.ShouldBe(4);
        services.Where(service => engines.Contains(service.Name)).ShouldAllBe(engine => engine.Node["healthcheck"]!["test"] is JsonArray);
        foreach (Service node in NodesOf(Cluster))
            node.Node.At("depends_on").AsObject().Select(pair => $"{pair.Key} {pair.Value!["condition"]}").ShouldBe(engines.Select(engine => $"{engine} service_healthy"), ignoreOrder: true);
    }

    [Fact]
    public void The_brokers_are_those_that_look_for_each_other_and_that_nodes_are_told_of()
    {
        string[] brokers = [.. Read(Cluster).Where(service => service.Node["image"]!.ToString().StartsWith("rabbitmq:", StringComparison.Ordinal)).Select(service => (string)service.Node.At("hostname")!)];
        brokers.Length.ShouldBe(3);
        File.ReadAllLines(Deployment.PathOf("container/rabbitmq.conf")).Where(line => line.StartsWith("cluster_formation.classic_config.nodes.", StringComparison.Ordinal))
            .Select(line => line.Split("= rabbit@")[1]).ShouldBe(brokers);
        foreach (Service node in NodesOf(Cluster))
            ((RabbitMqOptions)node.Options[typeof(RabbitMqOptions)]).RabbitMq!.Split(',').Select(address => new Uri(address).Host).ShouldBe(brokers);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void All_that_runs_is_started_again_and_has_a_bound_of_memory(string file) =>
        Read(file).ShouldAllBe(service => service.Node["restart"]!.ToString() == "unless-stopped" && service.Node["mem_limit"] != null);

    private static JsonObject Document(string file) => Yaml.Read(Deployment.PathOf(file)).Single();

    private static IReadOnlyList<Service> Read(string file) => [.. Document(file).At("services").AsObject().Select(pair => new Service(pair.Key, pair.Value!))];

    private static IEnumerable<Service> NodesOf(string file) => Read(file).Where(service => service.IsNode);

    private sealed class Service(string name, JsonNode node)
    {
        public string Name => name;

        public JsonNode Node => node;

        public bool IsNode => (string?)node["image"] == "actordetector";

        public IEnumerable<KeyValuePair<string, string?>> Variables => (node["environment"] as JsonObject ?? []).Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value));

        public IReadOnlyDictionary<Type, object> Options { get; } = (string?)node["image"] == "actordetector"
            ? GivenSettings.Of((node["environment"] as JsonObject ?? []).Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value))).Bind()
            : new Dictionary<Type, object>();

        public double Seconds(string setting) => double.Parse(node.At(setting).ToString().TrimEnd('s'), System.Globalization.CultureInfo.InvariantCulture);
    }
}
