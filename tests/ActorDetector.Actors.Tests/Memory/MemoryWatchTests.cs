using ActorDetector.Actors.Memory;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActorDetector.Actors.Tests.Memory;

public sealed class MemoryWatchTests
{
    private long _used;

    [Fact]
    public async Task Lines_wait_while_the_process_has_too_much_and_go_on_when_it_has_less()
    {
        MemoryWatch watch = Watch();
        (await Waits(watch, 850)).ShouldBeFalse();

        Task waiting = Look(watch, 900).WaitAsync(CancellationToken.None).AsTask();
        waiting.IsCompleted.ShouldBeFalse();
        watch.Status.ShouldBe(new MemoryStatus(900, 1000, IsFull: true));

        Look(watch, 700);
        await waiting.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Once_it_let_go_lines_wait_no_more()
    {
        MemoryWatch watch = Watch();
        Task waiting = Look(watch, 900).WaitAsync(CancellationToken.None).AsTask();

        watch.LetGo();

        await waiting.WaitAsync(TimeSpan.FromSeconds(30));
        (await Waits(watch, 900)).ShouldBeFalse();
    }

    private MemoryWatch Watch() => new(1000, () => _used, TimeProvider.System, NullLogger.Instance);

    private async Task<bool> Waits(MemoryWatch watch, long used)
    {
        using var over = new CancellationTokenSource();
        ValueTask waiting = Look(watch, used).WaitAsync(over.Token);
        bool waits = !waiting.IsCompleted;
        await over.CancelAsync();
        if (!waits)
            await waiting;
        return waits;
    }

    private MemoryWatch Look(MemoryWatch watch, long used)
    {
        _used = used;
        watch.Look();
        return watch;
    }
}
