using System.Diagnostics;
using System.Globalization;

namespace ActorDetector.Tests.Shared;

/// <summary>The process that tells Erlang nodes each other's ports, for those of one test; it ends when the last of them left.</summary>
internal sealed class ErlangPorts
{
    private readonly Process _process;
    private int _nodes;

    public ErlangPorts(int nodes)
    {
        _nodes = nodes;
        Text = FreePort.Find().ToString(CultureInfo.InvariantCulture);
        _process = Process.Start(new ProcessStartInfo("epmd", ["-port", Text, "-address", "127.0.0.1"]) { WorkingDirectory = "/" })!;
    }

    /// <summary>Its own port.</summary>
    public string Text { get; }

    /// <summary>A node is over.</summary>
    public void Leave()
    {
        if (--_nodes > 0)
            return;
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
