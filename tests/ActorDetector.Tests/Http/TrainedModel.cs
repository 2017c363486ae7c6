using ActorDetector.Detection.Bundles;
using ActorDetector.Tests.Commands;

namespace ActorDetector.Tests.Http;

/// <summary>A small model, trained once for all tests of this folder.</summary>
public sealed class TrainedModel : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ModelBundle Bundle { get; private set; } = null!;

    public string Path => _folder.PathOf("model");

    public async Task InitializeAsync()
    {
        _folder.Write("train.log", string.Concat(Enumerable.Range(0, 40).Select(i => $"opened job{i}\nread job{i}\nclosed job{i}\n")));
        ProgramRun run = await ProgramRun.Of(
            _folder, "train", _folder.PathOf("train.log"), "-o", Path, "--session-id", @"job\d+", "--format", "plain", "--max-line-bytes", "256", "--units", "4",
            "--layers", "1", "--embedding", "4", "--batch", "8", "--max-epochs", "1", "--window", "3", "--g", "1");
        run.Code.ShouldBe(0, run.Remarks);
        Bundle = BundleFolder.Read(Path);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _folder.Dispose();
}
