using ActorDetector.Actors.Sources.Files;
using ActorDetector.Actors.Sources.Syslog;
using Microsoft.Extensions.Logging;

namespace ActorDetector.Actors.Tests.Sources.Files;

/// <summary>Keeps what a source tells.</summary>
internal sealed class RecordedLog : ILogger<FileSource>, ILogger<SyslogTcpSource>
{
    private readonly Lock _lock = new();
    private readonly List<string> _messages = [];
    private TaskCompletionSource _changed = new();

    public IReadOnlyList<string> Messages
    {
        get
        {
            lock (_lock)
                return [.. _messages];
        }
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            _messages.Add(formatter(state, exception));
            changed = _changed;
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        changed.TrySetResult();
    }

    /// <summary>Waits until a message has some words.</summary>
    public async Task WaitForAsync(string words)
    {
        using CancellationTokenSource late = new(TimeSpan.FromSeconds(30));
        while (true)
        {
            Task changed = _changed.Task;
            if (Messages.Any(message => message.Contains(words, StringComparison.Ordinal)))
                return;
            await changed.WaitAsync(late.Token);
        }
    }
}
