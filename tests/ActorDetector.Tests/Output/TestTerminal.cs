using ActorDetector.Output;

namespace ActorDetector.Tests.Output;

/// <summary>A plain terminal that keeps what was written.</summary>
internal sealed class TestTerminal : IDisposable
{
    private readonly StringWriter _out = new();
    private readonly StringWriter _error = new();

    public TestTerminal(TimeProvider? time = null) =>
        Terminal = new Terminal(Terminal.CreateConsole(_out, plain: true), Terminal.CreateConsole(_error, plain: true), time ?? TimeProvider.System);

    public Terminal Terminal { get; }

    public string Results => _out.ToString();

    public string Remarks => _error.ToString();

    public void Dispose()
    {
        _out.Dispose();
        _error.Dispose();
    }
}
