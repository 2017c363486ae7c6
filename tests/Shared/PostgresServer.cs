using System.Diagnostics;
using System.Globalization;

namespace ActorDetector.Tests.Shared;

/// <summary>A PostgreSQL server of the tests' own, in a temporary folder.</summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    private static readonly string? s_binaries = FindBinaries();

    private readonly TemporaryFolder _folder = new();
    private readonly string[] _launcher;
    private readonly int _port = FreePort.Find();
    private bool _isSynced;
    private bool _hasTls;
    private Process? _server;
    private int _databases;

    private PostgresServer() =>
        // It refuses to be run by root.
        _launcher = Environment.IsPrivilegedProcess ? ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"] : [];

    /// <summary>Why there can be none; null when there can.</summary>
    public static string? Missing { get; } = s_binaries is null ? "needs PostgreSQL's server in /usr/lib/postgresql" : null;

    /// <summary>Its port over TCP.</summary>
    public int Port => _port;

    private string Data => _folder.PathOf("data");

    /// <summary>How much processor time it has taken, with all its processes.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            string own = _server!.Id.ToString(CultureInfo.InvariantCulture);
            long ticks = 0;
            foreach (string process in Directory.GetDirectories("/proc").Select(Path.GetFileName).OfType<string>().Where(name => char.IsAsciiDigit(name[0])))
            {
                if (StatusOf(process) is { } status && (process == own || status[1] == own))
                    ticks += status[11..(process == own ? 15 : 13)].Sum(count => long.Parse(count, CultureInfo.InvariantCulture)); // with the children that have ended
            }

            return TimeSpan.FromSeconds(ticks / 100.0);
        }
    }

    /// <summary>The file with its certificate, where it has TLS.</summary>
    public string Certificate => _folder.PathOf("server.pem");

    /// <summary>Starts a server. It trusts who comes by its socket, and wants passwords over TCP.</summary>
    /// <param name="withTls">Whether it offers TLS.</param>
    /// <param name="isSynced">Whether commits are on the disk: else nothing but the power of this machine may lose them.</param>
    public static async Task<PostgresServer> StartAsync(bool withTls = false, bool isSynced = false)
    {
        PostgresServer server = new() { _hasTls = withTls, _isSynced = isSynced };
        try
        {
            server._folder.Write("server.pem", SelfSigned.Pem());
            Run("chmod", "400", server.Certificate);
            if (Environment.IsPrivilegedProcess)
                Run("chown", "nobody:nogroup", server._folder.Path, server.Certificate);
            server.RunAsServer("initdb", "--pgdata", server.Data, "--username", "postgres", "--auth-local", "trust", "--auth-host", "scram-sha-256", "--no-sync", "--encoding", "UTF8", "--locale", "C");
            await server.StartAgainAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts it again after <see cref="Kill"/>.</summary>
    public async Task StartAgainAsync()
    {
        // One that was killed leaves its memory to its children for a moment: until they are gone no other starts.
        await Eventually.IsTrue(() =>
        {
            if (_server is null or { HasExited: true })
            {
                _server?.Dispose();
                _server = Process.Start(Command(
                    "postgres", "-D", Data, "-k", _folder.Path, "-p", _port.ToString(CultureInfo.InvariantCulture), "-c", "listen_addresses=127.0.0.1",
                    "-c", _isSynced ? "fsync=on" : "fsync=off", "-c", "shared_buffers=32MB", "-c", "max_connections=60", "-c", "log_min_messages=panic",
                    "-c", $"ssl={(_hasTls ? "on" : "off")}", "-c", $"ssl_cert_file={Certificate}", "-c", $"ssl_key_file={Certificate}"));
            }

            return IsReady();
        });
    }

    /// <summary>Ends it at once, as a power cut does.</summary>
    public void Kill()
    {
        _server!.Kill();
        _server.WaitForExit();
    }

    /// <summary>Makes a database and gives the connection string to it.</summary>
    public string MakeDatabase()
    {
        string name = $"test{Interlocked.Increment(ref _databases)}";
        RunAsServer("createdb", "-h", _folder.Path, "-p", _port.ToString(CultureInfo.InvariantCulture), "-U", "postgres", name);
        return $"Host={_folder.Path};Port={_port};Username=postgres;Database={name}";
    }

    /// <summary>The connection string of a user with a password.</summary>
    public string OverTcp(string database, string user) => $"Host=127.0.0.1;Port={_port};Username={user};Database={DatabaseOf(database)}";

    /// <summary>Runs SQL in a database, by the connection string to it, and gives what it answers.</summary>
    public string Sql(string database, string sql) => RunAsServer(
        "psql", "-X", "-A", "-t", "-q", "-v", "ON_ERROR_STOP=1", "-h", _folder.Path, "-p", _port.ToString(CultureInfo.InvariantCulture), "-U", "postgres",
        "-d", DatabaseOf(database), "-c", sql).Trim();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_server is { HasExited: false })
        {
            // At once, but telling its children.
            Run("kill", "-QUIT", _server.Id.ToString(CultureInfo.InvariantCulture));
            await _server.WaitForExitAsync();
        }

        _server?.Dispose();
        _folder.Dispose();
    }

    private static string? FindBinaries() => !OperatingSystem.IsLinux() || !Directory.Exists("/usr/lib/postgresql")
        ? null
        : Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin")).Where(bin => File.Exists(Path.Combine(bin, "initdb"))).Max();

    private static string DatabaseOf(string connection) => connection.Split("Database=")[1].Split(';')[0];

    // From the process's state on; null when it has ended.
    private static string[]? StatusOf(string process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/stat").Split(") ")[^1].Split(' ');
        }
        catch (IOException)
        {
            return null;
        }
    }

    // The last line of this file says what state it is in.
    private bool IsReady()
    {
        string file = Path.Combine(Data, "postmaster.pid");
        return File.Exists(file) && File.ReadLines(file).ToArray() is { Length: 8 } lines
            && lines[0] == _server!.Id.ToString(CultureInfo.InvariantCulture) && lines[7].Trim() == "ready";
    }

    private string RunAsServer(string program, params string[] arguments) => Run(Command(program, arguments));

    private ProcessStartInfo Command(string program, params string[] arguments)
    {
        string[] all = [.. _launcher, Path.Combine(s_binaries!, program), .. arguments];
        return new ProcessStartInfo(all[0], all[1..]) { WorkingDirectory = "/" };
    }

    private static string Run(string program, params string[] arguments) => Run(new ProcessStartInfo(program, arguments));

    private static string Run(ProcessStartInfo start)
    {
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{start.FileName} {string.Join(' ', start.ArgumentList)}: {errors.Result}");
    }
}
