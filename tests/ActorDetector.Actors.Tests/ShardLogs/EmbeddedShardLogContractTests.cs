using ActorDetector.Actors.ShardLogs;
using ActorDetector.Tests.ShardLogs;

namespace ActorDetector.Actors.Tests.ShardLogs;

public sealed class EmbeddedShardLogContractTests : ShardLogContract, IDisposable
{
    private readonly LogFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    protected override Task<IShardLog> OpenAsync() =>
        Task.FromResult<IShardLog>(_folder.Open(LogFolder.Small with { LogMaxBytes = 16 << 20, LogKeepBytes = 4 << 20, MaxEntryBytes = 2 << 20 }));
}
