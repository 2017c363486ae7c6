using System.Net;
using System.Net.Sockets;
using ActorDetector.SystemTests.Processes;

namespace ActorDetector.SystemTests.Serving;

/// <summary>What serve refuses: at once, with one message that says what is wrong and what to do.</summary>
[Collection(ServingTests.Name)]
public sealed class RefusalTests : IDisposable
{
    private readonly Workplace _place = new();
    private readonly ServedFleet _fleet;

    public RefusalTests(ServedFleet fleet)
    {
        ArgumentNullException.ThrowIfNull(fleet);
        _fleet = fleet;
    }

    public void Dispose() => _place.Dispose();

    [Fact]
    public void A_model_that_is_missing() => Serve("nowhere").Refused(1, "nowhere is not a model bundle", "actordetector train");

    [Fact]
    public void A_ceiling_of_memory_that_the_options_do_not_fit_under() =>
        Serve(_fleet.Model, "--max-memory", "400000000", "--cache-megabytes", "300").Refused(2, "--max-memory 400000000 is too little", "--cache-megabytes 300", "--max-resident 200000");

    [Fact]
    public void Lines_whose_entries_may_be_too_long_for_the_log() =>
        Serve(_fleet.Model, "--max-line-bytes", "12000000").Refused(2, "--max-line-bytes 12000000", "--max-entry-bytes of at least 28194304");

    [Fact]
    public void A_model_that_is_damaged()
    {
        Directory.CreateDirectory(_place.PathOf("model"));
        foreach (string file in Directory.GetFiles(_fleet.Model))
            File.Copy(file, _place.PathOf(Path.Combine("model", Path.GetFileName(file))));
        File.WriteAllText(_place.PathOf("model/templates.json"), "{}");

        Serve("model").Refused(1, "damaged", "templates.json", "train again");
    }

    [Fact]
    public void A_model_that_was_trained_on_sequences()
    {
        _place.Write("keys.txt", string.Concat(Enumerable.Repeat("a b c\na b d\n", 50)));
        _place.Run("train", "keys.txt", "--format", "sequences", "-o", "keys", "--max-epochs", "1", "--units", "8", "--layers", "1").With(0);

        Serve("keys").Refused(2, "trained on sequences", "Train a model on the log itself");
    }

    [Fact]
    public async Task A_data_folder_that_another_process_has()
    {
        using ServedNode other = await ServedNode.StartAsync(_place, "-m", _fleet.Model, "--data", "data");

        Serve(_fleet.Model).Refused(1, "store.db", "another process");
        other.Stop();
        using ServedNode next = await ServedNode.StartAsync(_place, "-m", _fleet.Model, "--data", "data");
    }

    [Fact]
    public async Task A_data_folder_of_another_number_of_shards()
    {
        using (ServedNode node = await ServedNode.StartAsync(_place, "-m", _fleet.Model, "--data", "data", "--shards", "4"))
            node.Stop();

        Serve(_fleet.Model, "--shards", "8").Refused(1, "4 shards, not for 8", "another data folder");
    }

    [Theory]
    [InlineData("--http", SocketType.Stream)]
    [InlineData("--syslog-tcp", SocketType.Stream)]
    [InlineData("--syslog-udp", SocketType.Dgram)]
    [InlineData("--syslog-tls", SocketType.Stream, "--tls-certificate", "node.pem")]
    public void A_port_that_is_taken(string option, SocketType type, params string[] words)
    {
        _place.Write("node.pem", SelfSigned.Pem());
        using Socket other = new(AddressFamily.InterNetwork, type, ProtocolType.Unspecified);
        other.Bind(new IPEndPoint(IPAddress.Loopback, 0));

        Serve(_fleet.Model, [option, $"{other.LocalEndPoint}", .. words]).Refused(1, option, $"{other.LocalEndPoint}", "in use");
    }

    [Theory]
    [InlineData(1, "--http", "0.0.0.0:0", "--http-token-file")]
    [InlineData(2, "--syslog-tcp", "0.0.0.0:0", "--syslog-tls")]
    [InlineData(2, "--syslog-udp", "0.0.0.0:0", "--insecure")]
    [InlineData(2, "--http", "nonsense", "127.0.0.1:7878")]
    [InlineData(2, "--shards", "0", "1 to 1024")]
    [InlineData(2, "--commit-lines", "0", "1 to")]
    [InlineData(2, "--drain-timeout", "x", "length of time")]
    [InlineData(2, "--drain-timeout", "-00:00:01", "length of time")]
    [InlineData(2, "--drain-timeout", "100.00:00:00", "01:00:00")]
    [InlineData(2, "--close-after", "00:00:00", "00:00:01")]
    [InlineData(2, "--file-poll", "00:00:00", "00:00:00.001")]
    [InlineData(2, "--log-max-bytes", "1", "1048576")]
    [InlineData(2, "--log-sync", "sometimes", "always")]
    [InlineData(2, "--webhook-url", "nonsense", "http")]
    public void An_option_that_cannot_be_names_itself(int exitCode, string option, string value, string remedy) =>
        Serve(_fleet.Model, option, value).Refused(exitCode, option, value, remedy);

    private Ended Serve(string model, params string[] words)
    {
        string[] http = words.Contains("--http") ? [] : ["--http", "127.0.0.1:0"];
        Ended run = _place.Run(["serve", "-m", model, "--data", "data", .. http, .. words]);
        run.Lines.ShouldBeEmpty();
        run.Errors.Split('\n').Count(line => line.StartsWith("error: ", StringComparison.Ordinal)).ShouldBe(1, run.Errors);
        return run;
    }
}
