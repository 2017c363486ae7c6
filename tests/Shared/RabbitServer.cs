using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace ActorDetector.Tests.Shared;

/// <summary>A RabbitMQ server of the tests' own, in a temporary folder.</summary>
internal sealed class RabbitServer : IAsyncDisposable
{
    public const string User = "actor";
    public const string Password = "ra66it-secret";

    private const string Binaries = "/usr/lib/rabbitmq/bin";
    private const string Cookie = "actordetectortests";

    private static readonly string? s_home = FindHome();

    private readonly TemporaryFolder _folder = new();
    private readonly int _port = FreePort.Find();
    private readonly int _tlsPort = FreePort.Find();
    private readonly string _node = "actor" + Guid.NewGuid().ToString("N");
    private readonly ErlangPorts _ports;
    private Process? _server;

    private RabbitServer(ErlangPorts ports) => _ports = ports;

    /// <summary>Why there can be none; null when there can.</summary>
    public static string? Missing { get; } = s_home is null ? $"needs RabbitMQ's server in {Binaries}" : null;

    /// <summary>Its address, with the user.</summary>
    public string Address => $"amqp://{User}@127.0.0.1:{_port}";

    /// <summary>Its port.</summary>
    public int Port => _port;

    /// <summary>Its address by TLS, with the user.</summary>
    public string TlsAddress => $"amqps://{User}@localhost:{_tlsPort}";

    /// <summary>The certificate of <see cref="TlsAddress"/>.</summary>
    public string Certificate => _folder.PathOf("server.pem");

    private string NodeName => _node + "@localhost";

    /// <summary>Starts a server.</summary>
    public static async Task<RabbitServer> StartAsync() => (await StartSomeAsync(1)).Single();

    /// <summary>Starts three servers that are one cluster. The first is to be disposed of last.</summary>
    public static async Task<IReadOnlyList<RabbitServer>> StartClusterAsync()
    {
        IReadOnlyList<RabbitServer> servers = await StartSomeAsync(3);
        try
        {
            foreach (RabbitServer joining in servers.Skip(1))
            {
                joining.Control("stop_app");
                joining.Control("join_cluster", servers[0].NodeName);
                joining.Control("start_app");
            }

            return servers;
        }
        catch
        {
            await DisposeAsync(servers);
            throw;
        }
    }

    /// <summary>Ends several, those last that were started first.</summary>
    public static async Task DisposeAsync(IEnumerable<RabbitServer> servers)
    {
        foreach (RabbitServer server in servers.Reverse())
            await server.DisposeAsync();
    }

    /// <summary>Starts it again after <see cref="Kill"/>.</summary>
    public async Task StartAgainAsync()
    {
        Start();
        await WaitAsync();
    }

    /// <summary>Ends it at once, as a power cut does.</summary>
    public void Kill()
    {
        _server!.Kill();
        _server.WaitForExit();
    }

    /// <summary>Ends all connections to it.</summary>
    public void CloseConnections() => Call("rabbit_networking close_all_connections [\"closed by a test\"]");

    /// <summary>Deletes a queue with all that is in it.</summary>
    public void DeleteQueue(string queue) => Control("delete_queue", queue);

    /// <summary>Makes a virtual host that the user may do everything in.</summary>
    public string MakeVirtualHost(string name)
    {
        Control("add_vhost", name);
        Control("set_permissions", "-p", name, User, ".*", ".*", ".*");
        return $"{Address}/{name}";
    }

    /// <summary>Runs <c>rabbitmqctl</c>, and gives what it answers.</summary>
    public string Control(params string[] arguments) => Run(Command(Path.Combine(Binaries, "rabbitmqctl"), arguments));

    /// <summary>How much processor time it has taken.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _server!.Refresh();
            return _server.TotalProcessorTime;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_server is { HasExited: false })
        {
            _server.Kill();
            await _server.WaitForExitAsync();
        }

        _server?.Dispose();
        _ports.Leave();
        _folder.Dispose();
    }

    private static async Task<IReadOnlyList<RabbitServer>> StartSomeAsync(int servers)
    {
        ErlangPorts ports = new(servers);
        RabbitServer[] all = [.. Enumerable.Range(0, servers).Select(_ => new RabbitServer(ports))];
        try
        {
            foreach (RabbitServer server in all)
            {
                server.Prepare();
                server.Start();
            }

            foreach (RabbitServer server in all)
                await server.WaitAsync();
            return all;
        }
        catch
        {
            await DisposeAsync(all);
            throw;
        }
    }

    private static string? FindHome() => !OperatingSystem.IsLinux() || !Directory.Exists(Binaries)
        ? null
        : Directory.GetDirectories("/usr/lib/rabbitmq/lib", "rabbitmq_server-*").Max();

    private void Prepare()
    {
        _folder.Write("server.pem", SelfSigned.Pem());
        Run(new ProcessStartInfo("chmod", ["400", _folder.Write(".erlang.cookie", Cookie)]) { RedirectStandardOutput = true, RedirectStandardError = true });
        _folder.Write("plugins.enabled", "[].");
        _folder.Write("rabbit.conf", string.Create(CultureInfo.InvariantCulture, $"""
            listeners.tcp.1 = 127.0.0.1:{_port}
            listeners.ssl.1 = 127.0.0.1:{_tlsPort}
            ssl_options.certfile = {Certificate}
            ssl_options.keyfile = {Certificate}
            log.console = false
            log.file.level = warning
            default_user = {User}
            default_pass = {Password}

            """));
        // Only what is needed: it looks through all plugins there are when it starts, which takes as long as all the rest.
        string plugins = Directory.CreateDirectory(_folder.PathOf("plugins")).FullName;
        foreach (string plugin in Directory.GetDirectories(Path.Combine(s_home!, "plugins")))
        {
            string name = Path.GetFileName(plugin);
            if (!name.StartsWith("rabbitmq_", StringComparison.Ordinal) || name.StartsWith("rabbitmq_prelaunch-", StringComparison.Ordinal))
                Directory.CreateSymbolicLink(Path.Combine(plugins, name), plugin);
        }
    }

    private void Start()
    {
        _server?.Dispose();
        _server = Process.Start(Command(Path.Combine(Binaries, "rabbitmq-server")))!;
        // What it says there it logs too.
        _server.BeginOutputReadLine();
        _server.BeginErrorReadLine();
    }

    private Task WaitAsync() => Eventually.IsTrue(
        () =>
        {
            if (_server!.HasExited)
                throw new InvalidOperationException($"RabbitMQ ended: {string.Join('\n', Directory.GetFiles(_folder.PathOf("log")).Select(File.ReadAllText))}");
            return Answers();
        },
        () => "RabbitMQ does not answer");

    private bool Answers()
    {
        try
        {
            using TcpClient client = new();
            client.Connect(IPAddress.Loopback, _port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private void Call(string call) => Run(Command("erl_call", "-sname", NodeName, "-c", Cookie, "-a", call));

    private ProcessStartInfo Command(string program, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments) { WorkingDirectory = "/", RedirectStandardOutput = true, RedirectStandardError = true };
        foreach ((string name, string value) in (ReadOnlySpan<(string, string)>)
        [
            ("HOME", _folder.Path), ("LANG", "C.UTF-8"), ("ERL_EPMD_PORT", _ports.Text), ("ERL_EPMD_ADDRESS", "127.0.0.1"), ("RABBITMQ_NODENAME", NodeName),
            ("RABBITMQ_MNESIA_BASE", _folder.PathOf("data")), ("RABBITMQ_LOG_BASE", _folder.PathOf("log")), ("RABBITMQ_CONFIG_FILE", _folder.PathOf("rabbit.conf")),
            ("RABBITMQ_ENABLED_PLUGINS_FILE", _folder.PathOf("plugins.enabled")), ("RABBITMQ_PLUGINS_DIR", _folder.PathOf("plugins")),
            ("RABBITMQ_CONF_ENV_FILE", "/dev/null"), ("RABBITMQ_DIST_PORT", FreePort.Find().ToString(CultureInfo.InvariantCulture)),
            // With it the script becomes the server, and the server the process that was started.
            ("RABBITMQ_ALLOW_INPUT", "1"), ("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "-noinput +S 2"),
        ])
            start.Environment[name] = value;
        return start;
    }

    private static string Run(ProcessStartInfo start)
    {
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{start.FileName} {string.Join(' ', start.ArgumentList)}: {output} {errors.Result}");
    }
}
