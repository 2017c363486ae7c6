using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Threading.Channels;

namespace ActorDetector.SystemTests.Processes;

/// <summary>The built program in a process of its own, with pipes to it.</summary>
internal sealed class RunningProgram : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly Process _process;
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly Channel<string> _errorLines = Channel.CreateUnbounded<string>();
    private readonly Task<string> _output;
    private readonly Task<string> _errors;

    /// <summary>Starts what runs it.</summary>
    public RunningProgram(ProcessStartInfo start)
    {
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        _process = Process.Start(start)!;
        _output = Task.Run(() => ReadAsync(_process.StandardOutput, _lines.Writer));
        _errors = Task.Run(() => ReadAsync(_process.StandardError, _errorLines.Writer));
    }

    /// <summary>What will run the program, which the build put beside these tests.</summary>
    /// <param name="folder">Its working folder.</param>
    /// <param name="words">The command line.</param>
    /// <param name="launcher">A command that runs the command behind it, in its own process.</param>
    public static ProcessStartInfo Command(string folder, IEnumerable<string> words, params string[] launcher)
    {
        string[] command = [.. launcher, "dotnet", Path.Combine(AppContext.BaseDirectory, "actordetector.dll"), .. words];
        ProcessStartInfo start = new(command[0], command[1..]) { WorkingDirectory = folder };
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("ACTORDETECTOR_", StringComparison.Ordinal)).ToArray())
            start.Environment.Remove(name);
        // Most runs end before what the runtime measures to compile better has paid for itself.
        start.Environment["DOTNET_TieredPGO"] = "0";
        return start;
    }

    /// <summary>The most bytes of the machine's memory that it had so far (Linux).</summary>
    public long PeakMemory =>
        1024 * long.Parse(File.ReadLines($"/proc/{_process.Id}/status").Single(line => line.StartsWith("VmHWM:", StringComparison.Ordinal))[6..^2], CultureInfo.InvariantCulture);

    /// <summary>Writes to the standard input, which stays open.</summary>
    public void Write(string text)
    {
        _process.StandardInput.Write(text);
        _process.StandardInput.Flush();
    }

    /// <summary>Writes bytes to the standard input, and stops early if the program no longer reads.</summary>
    public void Write(byte[] bytes)
    {
        try
        {
            _process.StandardInput.BaseStream.Write(bytes);
            _process.StandardInput.BaseStream.Flush();
        }
        catch (IOException)
        {
            // The program has ended: its exit code and its errors tell why.
        }
    }

    /// <summary>Waits for a line of the standard output that holds some words.</summary>
    public Task<string> LineWith(string words) => LineWith(_lines.Reader, words);

    /// <summary>Waits for a line of the standard error that holds some words, or others.</summary>
    public Task<string> ErrorWith(params string[] words) => LineWith(_errorLines.Reader, words);

    /// <summary>Presses Ctrl+C.</summary>
    public void Interrupt() => Signal("INT");

    /// <summary>Asks it to end, as a service manager does.</summary>
    public void Terminate() => Signal("TERM");

    /// <summary>Ends it at once, as a power cut or the kernel does, and waits until it is gone.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Waits for the end, of which the program itself must think.</summary>
    public Ended WaitForEnd()
    {
        if (!_process.WaitForExit(Patience) || !Task.WaitAll([_output, _errors], Patience))
            throw new TimeoutException("The program did not end.");
        return new Ended(_process.ExitCode, _output.Result, _errors.Result);
    }

    /// <summary>Closes the standard input and waits for the end.</summary>
    public Ended End()
    {
        _process.StandardInput.Close();
        return WaitForEnd();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            Kill();
        _process.Dispose();
    }

    private async Task<string> LineWith(ChannelReader<string> lines, params string[] words)
    {
        using var patience = new CancellationTokenSource(Patience);
        await foreach (string line in lines.ReadAllAsync(patience.Token))
        {
            if (words.Any(some => line.Contains(some, StringComparison.Ordinal)))
                return line;
        }

        throw new InvalidOperationException($"The program ended without '{string.Join("' or '", words)}': {await _output}{await _errors}");
    }

    /// <summary>Sends it a signal, as INT.</summary>
    public void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    private static async Task<string> ReadAsync(StreamReader from, ChannelWriter<string> lines)
    {
        var all = new StringBuilder();
        while (await from.ReadLineAsync() is { } line)
        {
            all.Append(line).Append('\n');
            lines.TryWrite(line);
        }

        lines.Complete();
        return all.ToString();
    }
}
