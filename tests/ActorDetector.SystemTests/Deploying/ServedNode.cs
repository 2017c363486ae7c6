using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ActorDetector.SystemTests.Processes;

namespace ActorDetector.SystemTests.Deploying;

/// <summary>A running node, in a process of its own.</summary>
internal sealed class ServedNode : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly List<string> _told = [];
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private HttpClient? _client;

    private ServedNode(ProcessStartInfo start)
    {
        start.RedirectStandardError = true;
        start.RedirectStandardOutput = true;
        _process = Process.Start(start)!;
        _process.ErrorDataReceived += (_, told) => Hear(told.Data);
        _process.OutputDataReceived += (_, told) => Hear(told.Data);
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
    }

    /// <summary>Where it answers.</summary>
    public Uri Address => _address.Task.Result;

    /// <summary>What it said.</summary>
    public string Told
    {
        get
        {
            lock (_told)
                return string.Join('\n', _told);
        }
    }

    /// <summary>Starts the program that the build put beside these tests, on a port of its own, and waits until it answers.</summary>
    public static Task<ServedNode> StartAsync(string folder, params string[] words) =>
        StartAsync(RunningProgram.Command(folder, ["serve", "--http", "127.0.0.1:0", .. words]));

    /// <summary>Starts a program that serves, and waits until it answers.</summary>
    public static async Task<ServedNode> StartAsync(ProcessStartInfo start)
    {
        var node = new ServedNode(start);
        try
        {
            node._client = new HttpClient { BaseAddress = await node._address.Task.WaitAsync(Patience), Timeout = Patience };
            return node;
        }
        catch (Exception fault) when (fault is TimeoutException or InvalidOperationException)
        {
            node.Dispose();
            throw new InvalidOperationException($"The node did not come up: {node.Told}", fault);
        }
    }

    /// <summary>What is answered to a question.</summary>
    public async Task<JsonElement> AskAsync(string path) => JsonDocument.Parse(await _client!.GetStringAsync(new Uri(path, UriKind.Relative))).RootElement;

    /// <summary>Sends lines.</summary>
    public async Task SendAsync(string lines)
    {
        using var content = new StringContent(lines);
        using HttpResponseMessage answer = await _client!.PostAsync(new Uri("/v1/lines", UriKind.Relative), content);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>How many lines of a source are events.</summary>
    public async Task<long> EventsAsync(string source) =>
        (await AskAsync("/api/counters")).GetProperty("sources").EnumerateArray()
            .FirstOrDefault(of => of.GetProperty("source").GetString() == source) is { ValueKind: JsonValueKind.Object } found ? found.GetProperty("events").GetInt64() : 0;

    /// <summary>Waits until so many lines of a source are events, or more.</summary>
    public async Task WaitForEventsAsync(string source, long events)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await EventsAsync(source) < events)
        {
            if (patience.IsCancellationRequested)
                throw new TimeoutException($"{await EventsAsync(source)} of {events} came: {Told}");
            await tick.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    /// <summary>Stops it as a service is stopped, and tells its exit code.</summary>
    public async Task<int> StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
        _client?.Dispose();
    }

    private void Hear(string? line)
    {
        const string Listens = "HTTP on ";
        if (line is null)
        {
            _address.TrySetException(new InvalidOperationException("It ended."));
            return;
        }

        lock (_told)
            _told.Add(line);
        int at = line.IndexOf(Listens, StringComparison.Ordinal);
        if (at >= 0)
            _address.TrySetResult(new Uri(line[(at + Listens.Length)..].TrimEnd('.')));
    }
}
