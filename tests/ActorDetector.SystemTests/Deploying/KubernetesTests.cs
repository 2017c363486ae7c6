using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ActorDetector.Actors.Nodes;
using ActorDetector.Actors.Shards;
using ActorDetector.RabbitMq;
using ActorDetector.Storage;
using ActorDetector.SystemTests.Processes;

namespace ActorDetector.SystemTests.Deploying;

/// <summary>The manifests for Kubernetes, as far as they can be read without one.</summary>
[Collection(FleetTests.Name)]
public sealed partial class KubernetesTests(TrainedFleet fleet) : IDisposable
{
    private const string Kubectl = "/usr/bin/kubectl";

    private static readonly string Folder = Deployment.PathOf("kubernetes");

    private readonly Workplace _place = new();

    private static JsonObject Nodes => Manifest("nodes.yaml");

    private static JsonNode Pod => Nodes.At("spec", "template", "spec");

    private static JsonNode Container => Pod.At("containers")[0]!;

    private static IReadOnlyDictionary<Type, object> Options => GivenSettings.Of((string)Manifest("settings.yaml").At("data", "actordetector.json")!).Bind();

    public void Dispose() => _place.Dispose();

    [Fact]
    public void Every_manifest_says_what_it_is_and_is_of_no_namespace()
    {
        foreach (string file in Directory.GetFiles(Folder, "*.yaml").Where(file => Path.GetFileName(file) != "kustomization.yaml"))
        {
            foreach (JsonObject manifest in Yaml.Read(file))
            {
                ((string?)manifest["apiVersion"]).ShouldNotBeNullOrEmpty(file);
                ((string?)manifest["kind"]).ShouldNotBeNullOrEmpty(file);
                ((string?)manifest.At("metadata", "name")).ShouldNotBeNullOrEmpty(file);
                manifest.At("metadata")["namespace"].ShouldBeNull(file);
            }
        }
    }

    [ProgramFact(Kubectl)]
    public void What_is_applied_together_can_be_built()
    {
        using Process kubectl = Process.Start(new ProcessStartInfo(Kubectl, ["kustomize", Folder]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> errors = kubectl.StandardError.ReadToEndAsync();
        string built = kubectl.StandardOutput.ReadToEnd();
        kubectl.WaitForExit();

        (kubectl.ExitCode, errors.Result).ShouldBe((0, ""));
        _place.Write("built.yaml", built);
        Yaml.Read(_place.PathOf("built.yaml")).Select(manifest => (string)manifest["kind"]!).Order()
            .ShouldBe(["ConfigMap", "Deployment", "NetworkPolicy", "PodDisruptionBudget", "Service"]);
    }

    [Fact]
    public void Every_option_is_one_of_serve_and_its_value_is_allowed()
    {
        ((PostgresOptions)Options[typeof(PostgresOptions)]).Postgres!.ShouldContain("SSL Mode=VerifyFull");
        ((RabbitMqOptions)Options[typeof(RabbitMqOptions)]).RabbitMq!.ShouldStartWith("amqps://");
        Container["args"].Texts().ShouldBe(["serve"]);
        JsonNode name = Container.At("env").AsArray().Single()!;
        (name.At("name").ToString(), name.At("valueFrom", "fieldRef", "fieldPath").ToString()).ShouldBe(("ACTORDETECTOR_NODE", "metadata.name"));
    }

    [Fact]
    public void A_stop_may_take_longer_than_the_drain()
    {
        int grace = Number(Pod.At("terminationGracePeriodSeconds")), before = Number(Container.At("lifecycle", "preStop", "sleep", "seconds"));
        ((double)(grace - before)).ShouldBeGreaterThan(((NodeOptions)Options[typeof(NodeOptions)]).DrainTimeout.TotalSeconds + 10);
    }

    [Fact]
    public void The_memory_of_a_node_leaves_a_quarter_of_the_container_to_the_system()
    {
        const string MiB = "Mi";
        string limit = (string)Container.At("resources", "limits", "memory")!;
        limit.ShouldEndWith(MiB);
        ((NodeOptions)Options[typeof(NodeOptions)]).MaxMemory.ShouldBe((long.Parse(limit[..^MiB.Length], CultureInfo.InvariantCulture) << 20) / 4 * 3);
        ((string)Container.At("resources", "requests", "memory")!).ShouldBe(limit);
    }

    [Fact]
    public void The_options_of_a_node_fit_under_its_memory()
    {
        _place.Write("actordetector.json", (string)Manifest("settings.yaml").At("data", "actordetector.json")!);

        // What is looked at next.
        _place.Run("serve", "-m", fleet.Model, "--data", "data").Refused(1, "--http-token-file");
    }

    [LinuxFact]
    public async Task Probes_ask_for_what_a_node_answers_without_the_token()
    {
        _place.Write("token", "a-token-of-twenty-six-signs");
        using ServedNode node = await ServedNode.StartAsync(_place, "-m", fleet.Model, "--http-token-file", "token");

        foreach ((string probe, string path) in ((string, string)[])[("startupProbe", "/healthz"), ("livenessProbe", "/healthz"), ("readinessProbe", "/readyz")])
        {
            JsonNode asked = Container.At(probe, "httpGet");
            (probe, (string)asked.At("path")!, (string)asked.At("port")!).ShouldBe((probe, path, "http"));
            (await node.AnswerAsync(path)).Code.ShouldBe((int)HttpStatusCode.OK);
        }

        node.Stop();
    }

    [Fact]
    public void A_node_has_no_rights_and_writes_to_its_data_only()
    {
        JsonNode rights = Container.At("securityContext");
        (string?[] Given, string[] Wanted) = ([(string?)Pod.At("securityContext")["runAsNonRoot"], (string?)rights["readOnlyRootFilesystem"], (string?)rights["allowPrivilegeEscalation"], (string?)Pod["automountServiceAccountToken"]],
            ["true", "true", "false", "false"]);
        Given.ShouldBe(Wanted);
        rights.At("capabilities", "drop").Texts().ShouldBe(["ALL"]);
        Container.At("volumeMounts").AsArray().Where(mount => (string?)mount!["readOnly"] != "true").Select(mount => (string)mount!["mountPath"]!).ShouldBe(["/var/lib/actordetector"]);
    }

    [Fact]
    public void Every_file_that_an_option_names_is_one_of_the_secret_which_has_no_values()
    {
        const string At = "/run/secrets/actordetector/";
        string settings = (string)Manifest("settings.yaml").At("data", "actordetector.json")!;
        JsonObject secret = Manifest("secret.example.yaml").At("stringData").AsObject();

        SecretFile().Matches(settings).Select(match => match.Groups[1].Value).Order().ShouldBe(secret.Select(pair => pair.Key).Order());
        secret.ShouldAllBe(pair => (string?)pair.Value == "");
        Container.At("volumeMounts").AsArray().Select(mount => mount!["mountPath"] + "/").ShouldContain(At);
    }

    [Fact]
    public void Volumes_are_there_and_of_the_config_map_and_the_secret()
    {
        JsonArray volumes = Pod.At("volumes").AsArray();
        Container.At("volumeMounts").AsArray().Select(mount => (string)mount!["name"]!).ShouldBe(volumes.Select(volume => (string)volume!["name"]!));
        volumes.Select(volume => (string?)volume!["configMap"]?["name"]).ShouldContain((string)Manifest("settings.yaml").At("metadata", "name")!);
        volumes.Select(volume => (string?)volume!["secret"]?["secretName"]).ShouldContain((string)Manifest("secret.example.yaml").At("metadata", "name")!);
    }

    [Fact]
    public void All_that_selects_nodes_selects_these()
    {
        string labels = Nodes.At("spec", "template", "metadata", "labels").ToJsonString();
        JsonNode[] selectors =
        [
            Nodes.At("spec", "selector", "matchLabels"),
            Manifest("service.yaml").At("spec", "selector"),
            Manifest("disruption.yaml").At("spec", "selector", "matchLabels"),
            Manifest("network.yaml").At("spec", "podSelector", "matchLabels"),
            .. Pod.At("topologySpreadConstraints").AsArray().Select(spread => spread!.At("labelSelector", "matchLabels")),
        ];
        selectors.ShouldAllBe(selector => selector.ToJsonString() == labels);
        ((string)Manifest("service.yaml").At("spec", "ports")[0]!.At("targetPort")!).ShouldBe((string)Container.At("ports")[0]!.At("name")!);
    }

    [Fact]
    public void Nodes_are_scaled_by_metrics_that_they_have_and_to_no_more_than_there_are_shards()
    {
        JsonObject scaling = Manifest("scaling.yaml");
        string metrics = File.ReadAllText(Path.Combine(Deployment.Root, "src/ActorDetector/Http/Metrics/NodeMetrics.cs"));

        ((string)scaling.At("spec", "scaleTargetRef", "name")!).ShouldBe((string)Nodes.At("metadata", "name")!);
        Number(scaling.At("spec", "maxReplicaCount")).ShouldBeLessThanOrEqualTo(((ShardOptions)Options[typeof(ShardOptions)]).Shards!.Value);
        string[] asked = [.. scaling.At("spec", "triggers").AsArray().Select(trigger => Metric().Match((string)trigger!.At("metadata", "query")!).Value)];
        asked.Length.ShouldBe(2);
        asked.ShouldAllBe(metric => metrics.Contains($"\"{metric}\"", StringComparison.Ordinal));
    }

    private static JsonObject Manifest(string file) => Yaml.Read(Path.Combine(Folder, file)).Single();

    private static int Number(JsonNode node) => int.Parse((string)node!, CultureInfo.InvariantCulture);

    [GeneratedRegex("/run/secrets/actordetector/([a-z.-]+)")]
    private static partial Regex SecretFile();

    [GeneratedRegex("actordetector_[a-z_]+")]
    private static partial Regex Metric();
}
