namespace ActorDetector.SystemTests.Processes;

/// <summary>A node that is killed and started again on the same folder, while others use it.</summary>
internal sealed class MortalNode : IAsyncDisposable
{
    private readonly Func<Task<ServedNode>> _start;
    private Task<ServedNode> _node;

    public MortalNode(Func<Task<ServedNode>> start)
    {
        _start = start;
        _node = start();
    }

    /// <summary>How often it was killed.</summary>
    public int Kills { get; private set; }

    /// <summary>The node that lives, or that will.</summary>
    public Task<ServedNode> Node => Volatile.Read(ref _node);

    /// <summary>Asks until a node has answered.</summary>
    public async Task<T> AskAsync<T>(Func<ServedNode, Task<T>> ask)
    {
        while (true)
        {
            ServedNode node = await Node;
            try
            {
                return await ask(node);
            }
            catch (Exception fault) when (node.IsKilled && fault is HttpRequestException or IOException or ObjectDisposedException or OperationCanceledException)
            {
                // It was killed before it had answered: the next one is asked.
            }
        }
    }

    /// <summary>The lines of a source that are judged.</summary>
    public Task<long> LinesAsync(string source) => AskAsync(node => node.LinesAsync(source));

    /// <summary>Kills the node, and starts the next one.</summary>
    public async Task KillAsync()
    {
        ServedNode dying = await Node;
        var next = new TaskCompletionSource<ServedNode>(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _node, next.Task);
        try
        {
            dying.Kill();
            dying.Dispose();
            Kills++;
            next.SetResult(await _start());
        }
        catch (Exception fault)
        {
            next.SetException(fault);
            throw;
        }
    }

    /// <summary>Kills nodes at random moments of some work.</summary>
    /// <param name="kills">How often.</param>
    /// <param name="all">What the work comes to.</param>
    /// <param name="done">How much of it is done.</param>
    /// <param name="random">Chooses the moments.</param>
    public async Task KillAsync(int kills, int all, Func<long> done, Random random)
    {
        int[] moments = [.. Enumerable.Range(0, kills).Select(_ => random.Next(all)).Order()];
        foreach (int moment in moments)
        {
            await Eventually.IsTrue(() => done() >= moment);
            await Task.Delay(TimeSpan.FromMicroseconds(random.Next(20_000)));
            await KillAsync();
        }
    }

    public async ValueTask DisposeAsync() => (await Node).Dispose();
}
