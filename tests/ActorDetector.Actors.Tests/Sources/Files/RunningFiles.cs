using ActorDetector.Actors.Sources.Files;
using ActorDetector.Logs.Reading;

namespace ActorDetector.Actors.Tests.Sources.Files;

/// <summary>A file source that runs over a folder until it is disposed.</summary>
internal sealed class RunningFiles : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();

    public RunningFiles(RotatingLogs folder, RecordingIngest ingest, SourceMemory? memory = null, FileSourceOptions? options = null,
        ReadingOptions? reading = null, string pattern = "*", TimeProvider? time = null)
    {
        options = (options ?? Quick) with { Files = options?.Files is { Count: > 0 } files ? files : [folder[pattern]] };
        Source = new FileSource(options, reading ?? new ReadingOptions(), memory ?? new SourceMemory(), time ?? TimeProvider.System, Log);
        Ended = Task.Run(() => Source.RunAsync(ingest, _stop.Token));
    }

    /// <summary>Looks again so often that tests need not wait.</summary>
    public static FileSourceOptions Quick { get; } = new()
    {
        FilePoll = TimeSpan.FromMilliseconds(5),
        FileSearch = TimeSpan.FromMilliseconds(10),
        RotationGrace = TimeSpan.FromMilliseconds(100),
        RecordWait = TimeSpan.FromMilliseconds(50),
    };

    public FileSource Source { get; }

    public RecordedLog Log { get; } = new();

    public Task Ended { get; }

    /// <summary>Waits until so many files are open.</summary>
    public Task OpensAsync(int files) => Eventually.IsTrue(() => Source.Counts.Open == files, () => $"{Source.Counts.Open} files are open");

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await Ended.WaitAsync(TimeSpan.FromSeconds(30));
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }
}
