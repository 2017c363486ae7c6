using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace ActorDetector.SystemTests.Processes;

/// <summary>A running node, and a client of its HTTP.</summary>
internal sealed class ServedNode : IDisposable
{
    private const int SettlingLines = 64;
    private const string LinesPath = "/v1/lines";

    private static readonly string[] SyslogOptions = ["--syslog-udp", "--syslog-tcp", "--syslog-tls"];

    private readonly HttpClient _http;
    private readonly string _syslog;
    private bool _isGone;

    private ServedNode(RunningProgram program, Uri address, string syslog)
    {
        (Program, _syslog) = (program, syslog);
        _http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromMinutes(1) };
    }

    /// <summary>Its process.</summary>
    public RunningProgram Program { get; }

    /// <summary>Whether it was killed, and its connections break for that.</summary>
    public bool IsKilled { get; private set; }

    /// <summary>Where its HTTP is.</summary>
    public Uri Address => _http.BaseAddress!;

    /// <summary>The port of its syslog; of that over UDP, TCP and TLS it has one.</summary>
    public int SyslogPort => IPEndPoint.Parse(_syslog.Replace("UDP ", "", StringComparison.Ordinal).Split(';')[0]).Port;

    /// <summary>Starts a node and waits until it answers.</summary>
    /// <param name="place">Its working folder.</param>
    /// <param name="words">Options of <c>serve</c>.</param>
    public static Task<ServedNode> StartAsync(Workplace place, params string[] words) => StartAsync(RunningProgram.Command(place.Folder, Serve(words)));

    /// <summary>The command line that serves on a port of the system's choice.</summary>
    public static string[] Serve(params string[] words)
    {
        string[] closing = words.Contains("--close-after") ? [] : ["--close-after", "1.00:00:00"];
        return ["serve", "--http", "127.0.0.1:0", .. closing, .. words];
    }

    /// <summary>Starts what serves, and waits until it answers.</summary>
    public static async Task<ServedNode> StartAsync(ProcessStartInfo start)
    {
        RunningProgram program = new(start);
        try
        {
            const string Http = "HTTP on ", Syslog = "Syslog is received at ";
            Dictionary<string, string> places = [];
            int expected = start.ArgumentList.Intersect(SyslogOptions).Any() ? 2 : 1;
            while (places.Count < expected)
            {
                string line = await program.ErrorWith(Http, Syslog);
                string what = line.Contains(Http, StringComparison.Ordinal) ? Http : Syslog;
                places[what] = line[(line.IndexOf(what, StringComparison.Ordinal) + what.Length)..];
            }

            return new ServedNode(program, new Uri(places[Http]), places.GetValueOrDefault(Syslog, ""));
        }
        catch
        {
            program.Dispose();
            throw;
        }
    }

    /// <summary>Posts lines; they are durable when this is done.</summary>
    public async Task PostAsync(string lines, string? producer = null, long sequence = 0, string path = LinesPath)
    {
        using HttpResponseMessage answer = await SendAsync(lines, producer, sequence, path);
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException($"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
    }

    /// <summary>Posts lines: the answer.</summary>
    public async Task<HttpResponseMessage> SendAsync(string lines, string? producer = null, long sequence = 0, string path = LinesPath)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, path) { Content = new StringContent(lines, Encoding.UTF8, "text/plain") };
        if (producer is not null)
        {
            request.Headers.Add("X-Producer", producer);
            request.Headers.Add("X-Sequence", sequence.ToString(CultureInfo.InvariantCulture));
        }

        return await _http.SendAsync(request);
    }

    /// <summary>Asks for another model: the answer.</summary>
    public Task<HttpResponseMessage> SwitchModelAsync(string path) =>
        _http.PostAsync("/api/model", new StringContent(new JsonObject { ["path"] = path }.ToJsonString(), Encoding.UTF8, "application/json"));

    /// <summary>What is answered at a path.</summary>
    public Task<string> GetAsync(string path) => _http.GetStringAsync(path);

    /// <summary>What is answered at a path, with its status code.</summary>
    public async Task<(int Code, string Text)> AnswerAsync(string path)
    {
        using HttpResponseMessage answer = await _http.GetAsync(path);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>The counters by source.</summary>
    public async Task<Dictionary<string, JsonObject>> CountersAsync() =>
        JsonNode.Parse(await GetAsync("/api/counters"))!["sources"]!.AsArray().ToDictionary(source => (string)source!["source"]!, source => source!.AsObject());

    /// <summary>The lines of a source that are judged.</summary>
    public Task<long> LinesAsync(string source) => CountAsync(source, "lines");

    /// <summary>Waits until so many lines of a source are events, or more.</summary>
    public Task WaitForEventsAsync(string source, long events) => Eventually.Is(() => CountAsync(source, "events"), found => found >= events);

    /// <summary>All anomalies, oldest first.</summary>
    public async Task<List<JsonObject>> AnomaliesAsync()
    {
        List<JsonObject> all = [];
        string? next = "";
        while (next is not null)
        {
            JsonNode page = JsonNode.Parse(await GetAsync($"/api/anomalies?limit=1000{next}"))!;
            all.AddRange(page["anomalies"]!.AsArray().Select(anomaly => anomaly!.AsObject()));
            next = (string?)page["next"] is { } before ? $"&before={before}" : null;
        }

        all.Reverse();
        return all;
    }

    /// <summary>Waits until all that is in the log now is judged: it sends lines that are no events to all shards by a source of their own, and waits
    /// for them.</summary>
    public async Task SettleAsync()
    {
        JsonNode[] records = [.. Enumerable.Range(0, SettlingLines).Select(number => new JsonObject { ["body"] = new JsonObject { ["stringValue"] = $"settle req-{number:x4}" } })];
        JsonObject body = new() { ["resourceLogs"] = new JsonArray(new JsonObject { ["scopeLogs"] = new JsonArray(new JsonObject { ["logRecords"] = new JsonArray(records) }) }) };
        long before = await LinesAsync("otlp");
        using HttpResponseMessage answer = await _http.PostAsync("/v1/logs", new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"));
        answer.EnsureSuccessStatusCode();
        await Eventually.Is(() => LinesAsync("otlp"), lines => lines == before + SettlingLines);
    }

    /// <summary>Ends it at once.</summary>
    public void Kill()
    {
        IsKilled = true;
        Program.Kill();
    }

    /// <summary>Asks it to end, and waits until it has ended well.</summary>
    public Ended Stop()
    {
        Program.Terminate();
        return Program.WaitForEnd().With(0);
    }

    public void Dispose()
    {
        if (_isGone)
            return;
        _isGone = true;
        _http.Dispose();
        Program.Dispose();
    }

    private async Task<long> CountAsync(string source, string kind) =>
        (await CountersAsync()).TryGetValue(source, out JsonObject? counters) ? (long)counters[kind]! : 0;
}
