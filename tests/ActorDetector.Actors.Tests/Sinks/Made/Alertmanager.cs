using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace ActorDetector.Actors.Tests.Sinks.Made;

/// <summary>A real Alertmanager with a folder of its own.</summary>
internal sealed class Alertmanager : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _client = new();
    private readonly int _port;
    private Process? _process;

    private Alertmanager(int port) => _port = port;

    public static string? Program { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => (string[])["prometheus-alertmanager", "alertmanager"], Path.Combine)
        .FirstOrDefault(File.Exists);

    public string Url => $"http://127.0.0.1:{_port}";

    public static async Task<Alertmanager> StartAsync()
    {
        // It does not tell the port that the system chose; a free one may be taken before it is there.
        for (int attempt = 0; ; attempt++)
        {
            Alertmanager started = new(FreePort());
            if (await started.RunAsync())
                return started;
            started.Dispose();
            attempt.ShouldBeLessThan(5, "Alertmanager does not start");
        }
    }

    /// <summary>Ends it and starts it anew, with nothing remembered.</summary>
    public async Task RestartAsync()
    {
        End();
        (await RunAsync()).ShouldBeTrue();
    }

    /// <summary>The alerts that are active.</summary>
    public async Task<JsonArray> AlertsAsync() => JsonNode.Parse(await _client.GetStringAsync($"{Url}/api/v2/alerts"))!.AsArray();

    /// <summary>Waits until the active alerts are as they should be.</summary>
    public Task<JsonArray> UntilAsync(Func<JsonArray, bool> isThere) => Eventually.Is(AlertsAsync, isThere);

    public void Dispose()
    {
        End();
        _client.Dispose();
        _folder.Dispose();
    }

    private async Task<bool> RunAsync()
    {
        await File.WriteAllTextAsync(_folder.PathOf("config.yml"), "route:\n  receiver: nobody\nreceivers:\n  - name: nobody\n");
        ProcessStartInfo start = new(Program!, [
            $"--config.file={_folder.PathOf("config.yml")}", $"--storage.path={_folder.PathOf("storage")}",
            $"--web.listen-address=127.0.0.1:{_port}", "--cluster.listen-address=", "--log.level=error"])
        { RedirectStandardError = true, RedirectStandardOutput = true };
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
        await Eventually.Is(IsReadyAsync, ready => ready || _process.HasExited);
        return !_process.HasExited;
    }

    private async Task<bool> IsReadyAsync()
    {
        try
        {
            using HttpResponseMessage answer = await _client.GetAsync($"{Url}/-/ready");
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private void End()
    {
        if (_process is null)
            return;
        if (!_process.HasExited)
            _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _process = null;
    }

    private static int FreePort()
    {
        using TcpListener free = new(IPAddress.Loopback, 0);
        free.Start();
        return ((IPEndPoint)free.LocalEndpoint).Port;
    }
}
