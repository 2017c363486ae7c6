using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ActorDetector.SystemTests.Processes;

namespace ActorDetector.SystemTests.Clusters;

/// <summary>Nodes of one cluster, each a process, and who sends lines to them.</summary>
internal sealed partial class Cluster : IDisposable
{
    /// <summary>Into how many shards entities are divided.</summary>
    public const int Shards = 8;

    private const string Source = "http";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly Workplace _place;
    private readonly string _model;
    private readonly PostgresServer _postgres;
    private readonly string[] _words;
    private readonly Dictionary<string, ServedNode> _nodes = [];
    private readonly List<string> _logs = [];
    private readonly HttpClient _http = new() { Timeout = Patience };

    /// <summary>A cluster without nodes.</summary>
    /// <param name="place">Where the nodes' folders are.</param>
    /// <param name="model">The model.</param>
    /// <param name="postgres">The database server.</param>
    /// <param name="database">The connection string to the cluster's database.</param>
    /// <param name="rabbit">The address of the broker, or of several.</param>
    /// <param name="prefix">What the names of the queues begin with.</param>
    public Cluster(Workplace place, string model, PostgresServer postgres, string database, string rabbit, string prefix)
    {
        (_place, _model, _postgres, Database) = (place, model, postgres, database);
        place.Write("rabbit-password", RabbitServer.Password + "\n");
        _words =
        [
            "--postgres", database, "--rabbitmq", rabbit, "--rabbitmq-password-file", "rabbit-password", "--rabbitmq-prefix", prefix,
            "--shards", Shards.ToString(CultureInfo.InvariantCulture), "--max-resident", "320", "--max-line-bytes", "2000",
        ];
    }

    /// <summary>The connection string to the database.</summary>
    public string Database { get; }

    /// <summary>The nodes that were started and not ended, by name.</summary>
    public IReadOnlyDictionary<string, ServedNode> Nodes => _nodes;

    /// <summary>One node of the same shards, by itself, and what it finds.</summary>
    public static Task<ServedNode> StartAloneAsync(Workplace place, string model, params string[] words) => ServedNode.StartAsync(
        place, ["-m", model, "--data", "alone", "--shards", Shards.ToString(CultureInfo.InvariantCulture), "--max-resident", "320", "--max-line-bytes", "2000", .. words]);

    /// <summary>Starts a node.</summary>
    public Task<ServedNode> StartAsync(string node, params string[] words) => StartAsync(node, all => ServedNode.StartAsync(_place, all), words);

    /// <summary>Starts a node of another build of the program.</summary>
    /// <param name="program">Its actordetector.dll.</param>
    /// <param name="node">Its name.</param>
    public Task<ServedNode> StartOtherAsync(string program, string node) =>
        StartAsync(node, all => ServedNode.StartAsync(RunningProgram.Command(program, _place.Folder, ServedNode.Serve(all))), []);

    /// <summary>Takes a node out of those that lines are sent to.</summary>
    public ServedNode Remove(string node)
    {
        lock (_nodes)
        {
            _nodes.Remove(node, out ServedNode? removed);
            return removed!;
        }
    }

    /// <summary>Puts a node back that was taken out.</summary>
    public void Add(string name, ServedNode node)
    {
        lock (_nodes)
            _nodes.Add(name, node);
    }

    /// <summary>Kills a node.</summary>
    public void Kill(string node)
    {
        using ServedNode dying = Remove(node);
        dying.Kill();
    }

    /// <summary>Stops a node, and waits until it has ended well.</summary>
    public void Stop(string node)
    {
        using ServedNode ending = Remove(node);
        lock (_logs)
            _logs.Add(ending.Stop().Errors);
    }

    /// <summary>How long shards waited for their next node when they were handed over, by what the nodes say that were stopped.</summary>
    public IReadOnlyList<TimeSpan> HandOvers()
    {
        (DateTimeOffset At, bool IsTaken, string Shard, long Epoch)[] moves =
        [
            .. string.Concat(_logs).Split('\n').Select(line => Move().Match(line)).Where(match => match.Success).Select(match => (
                DateTimeOffset.Parse(match.Groups["at"].Value, CultureInfo.InvariantCulture), match.Groups["what"].Value == "taken", match.Groups["shard"].Value,
                long.Parse(match.Groups["epoch"].Value, CultureInfo.InvariantCulture))),
        ];
        return
        [
            .. moves.Where(move => !move.IsTaken).Select(given => moves.FirstOrDefault(move => move.IsTaken && move.Shard == given.Shard && move.Epoch == given.Epoch + 1).At - given.At)
                .Where(pause => pause > TimeSpan.Zero),
        ];
    }

    /// <summary>The connection string of a user of its own with a password, over TCP.</summary>
    public string DatabaseOverTcp(string password)
    {
        string user = "node_" + Guid.NewGuid().ToString("N");
        _postgres.Sql(Database, $"CREATE ROLE {user} LOGIN PASSWORD '{password}'; GRANT CREATE ON SCHEMA public TO {user}; ALTER DEFAULT PRIVILEGES GRANT ALL ON TABLES TO {user}; ALTER DEFAULT PRIVILEGES GRANT ALL ON SEQUENCES TO {user}");
        return _postgres.OverTcp(Database, user);
    }

    /// <summary>Sends batches one after the other, each to one of the nodes, until one has accepted it.</summary>
    /// <param name="batches">The batches.</param>
    /// <param name="pause">Between two batches, so that lines come all the while that something happens.</param>
    /// <param name="sent">Is told how many lines were accepted.</param>
    /// <param name="from">The first of them to send: those before it were sent.</param>
    public async Task SendAsync(IReadOnlyList<string[]> batches, TimeSpan pause, Action<long> sent, int from = 0)
    {
        long lines = 0;
        int turn = 0;
        for (int i = from; i < batches.Count; i++)
        {
            string text = string.Concat(batches[i].Select(line => line + '\n'));
            var since = Stopwatch.StartNew();
            while (!await TrySendAsync(text, i, turn++))
            {
                if (since.Elapsed > TimeSpan.FromMinutes(2))
                    throw new TimeoutException($"No node accepts batch {i}: {string.Join("; ", await TroublesAsync())}");
                await Task.Delay(20);
            }

            sent(lines += batches[i].Length);
            await Task.Delay(pause);
        }
    }

    /// <summary>Who has which shard, by number.</summary>
    public string[] Owners() => Column("SELECT convert_from(owner, 'UTF8') FROM shards ORDER BY shard");

    /// <summary>Waits until the shards are at these nodes, in parts that differ by one at most.</summary>
    public Task WaitForBalanceAsync(params string[] nodes) => Eventually.IsTrue(
        () =>
        {
            string[] owners = Owners();
            int[] parts = [.. nodes.Select(node => owners.Count(owner => owner == node))];
            return parts.Sum() == Shards && parts.Max() - parts.Min() <= 1;
        },
        () => $"owners {string.Join(' ', Owners())}");

    /// <summary>Waits until all nodes together have judged so many lines, then what they made of them.</summary>
    /// <param name="lines">How many lines were sent.</param>
    /// <param name="without">Fields of anomalies that may differ.</param>
    public async Task<Outcome> OutcomeAsync(long lines, params string[] without)
    {
        JsonObject counters;
        try
        {
            // While a shard is handed over, neither node counts its lines.
            counters = await Eventually.Is(CountersAsync, judged => (long)(judged["lines"] ?? 0L) == lines);
        }
        catch (TimeoutException fault)
        {
            // What the database says, for it is the same whoever has the shards.
            throw new TimeoutException($"{fault.Message}; stored {Sql("SELECT shard, convert_from(kind, 'UTF8'), sum(value) FROM counters GROUP BY 1, 2 ORDER BY 1, 2").ReplaceLineEndings(" ")}; owners {string.Join(' ', Owners())}; {string.Join("; ", await TroublesAsync())}", fault);
        }

        counters.Remove("repeats");
        List<JsonObject> anomalies = await Living().First().AnomaliesAsync();
        foreach (string field in without)
            anomalies.ForEach(anomaly => anomaly.Remove(field));
        return new Outcome(counters.ToJsonString(), [.. anomalies.Select(anomaly => anomaly.ToJsonString()).Order(StringComparer.Ordinal)]);
    }

    /// <summary>The lines that all nodes together have judged.</summary>
    public async Task<long> LinesAsync() => (long)((await CountersAsync())["lines"] ?? 0L);

    /// <summary>The sum of a metric over all nodes and labels.</summary>
    public async Task<double> MetricAsync(string name)
    {
        double sum = 0;
        foreach (ServedNode node in Living())
        {
            string metrics = await node.GetAsync("/metrics");
            sum += metrics.Split('\n').Where(line => line.StartsWith(name + ' ', StringComparison.Ordinal) || line.StartsWith(name + '{', StringComparison.Ordinal))
                .Sum(line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));
        }

        return sum;
    }

    /// <summary>Runs SQL in the cluster's database.</summary>
    public string Sql(string sql) => _postgres.Sql(Database, sql);

    /// <summary>Has the database do something before it looks at a commit of a shard.</summary>
    /// <param name="statements">What: PL/pgSQL that knows the shard as <c>taken</c>.</param>
    public void BeforeCommits(string statements) => Sql(
        "ALTER FUNCTION move_shard RENAME TO move_shard_at_once; CREATE FUNCTION move_shard(taken integer, owned bigint, moved bigint, tried uuid) RETURNS void LANGUAGE plpgsql AS "
        + $"$body$ BEGIN {statements} PERFORM move_shard_at_once(taken, owned, moved, tried); END $body$");

    public void Dispose()
    {
        foreach (ServedNode node in Living())
            node.Dispose();
        _http.Dispose();
    }

    private async Task<ServedNode> StartAsync(string node, Func<string[], Task<ServedNode>> start, string[] words)
    {
        // What is given takes the place of what all nodes have.
        IEnumerable<string> shared = _words.Chunk(2).Where(pair => !words.Contains(pair[0])).SelectMany(pair => pair);
        ServedNode started = await start(["-m", _model, "--data", node, "--node", node, .. shared, .. words]);
        lock (_nodes)
            _nodes.Add(node, started);
        return started;
    }

    [GeneratedRegex(@"^(?<at>\S+Z) .*Shard (?<shard>\d+) was (?<what>taken|given up) in epoch (?<epoch>\d+)")]
    private static partial Regex Move();

    private ServedNode[] Living()
    {
        lock (_nodes)
            return [.. _nodes.Values];
    }

    private string[] Column(string sql) => Sql(sql).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private async Task<bool> TrySendAsync(string text, int sequence, int turn)
    {
        ServedNode[] living = Living();
        if (living.Length == 0)
            return false;
        try
        {
            using HttpRequestMessage request = new(HttpMethod.Post, new Uri(living[turn % living.Length].Address, "/v1/lines")) { Content = new StringContent(text, Encoding.UTF8, "text/plain") };
            request.Headers.Add("X-Producer", "shipper");
            request.Headers.Add("X-Sequence", sequence.ToString(CultureInfo.InvariantCulture));
            using HttpResponseMessage answer = await _http.SendAsync(request);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            return false;
        }
    }

    private async Task<JsonObject> CountersAsync()
    {
        JsonObject sum = [];
        foreach (ServedNode node in Living())
        {
            if ((await node.CountersAsync()).TryGetValue(Source, out JsonObject? counters))
                Add(sum, counters);
        }

        return Ordered(sum);
    }

    // As one node tells of them.
    private static JsonObject Ordered(JsonObject counters)
    {
        foreach (string name in (string[])["anomalies", "skipped", "dropped"])
        {
            if (counters[name] is JsonObject reasons)
                counters[name] = new JsonObject(reasons.OrderBy(reason => reason.Key, StringComparer.Ordinal).Select(reason => KeyValuePair.Create(reason.Key, reason.Value?.DeepClone())));
        }

        return counters;
    }

    private static void Add(JsonObject sum, JsonObject counters)
    {
        foreach ((string name, JsonNode? value) in counters)
        {
            if (value is JsonObject inner)
            {
                if (sum[name] is not JsonObject)
                    sum[name] = new JsonObject();
                Add(sum[name]!.AsObject(), inner);
            }
            else if (value!.GetValueKind() == System.Text.Json.JsonValueKind.Number)
            {
                sum[name] = (long)(sum[name] ?? 0L) + (long)value;
            }
            else
            {
                sum[name] = value.DeepClone();
            }
        }
    }

    private async Task<IEnumerable<string>> TroublesAsync()
    {
        List<string> troubles = [];
        foreach (ServedNode node in Living())
        {
            try
            {
                troubles.Add((await node.AnswerAsync("/readyz")).Text);
            }
            catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException)
            {
                troubles.Add(fault.Message);
            }
        }

        return troubles;
    }
}
