using ActorDetector.Actors.Sources;

namespace ActorDetector.Actors.Tests.Sources;

/// <summary>A memory in memory, which can go back to what it was before.</summary>
internal sealed class SourceMemory : ISourceMemory
{
    private readonly List<Dictionary<string, byte[]>> _states = [[]];

    public int Writes => _states.Count - 1;

    public IReadOnlyDictionary<string, byte[]> State => _states[^1];

    /// <summary>Whether writes fail, as after the end of a process.</summary>
    public bool Fails { get; set; }

    public ValueTask<IReadOnlyDictionary<string, byte[]>> RecallAsync(string source, CancellationToken cancellation) =>
        new(new Dictionary<string, byte[]>(State));

    public ValueTask RememberAsync(string source, IReadOnlyCollection<KeyValuePair<string, byte[]?>> changes, CancellationToken cancellation)
    {
        if (Fails)
            throw new InvalidOperationException("crash");
        Dictionary<string, byte[]> next = new(State);
        foreach ((string key, byte[]? value) in changes)
        {
            if (value is null)
                next.Remove(key);
            else
                next[key] = value;
        }

        _states.Add(next);
        return ValueTask.CompletedTask;
    }

    /// <summary>Forgets the last writes.</summary>
    public void GoBack(int writes) => _states.RemoveRange(Math.Max(1, _states.Count - writes), Math.Min(writes, _states.Count - 1));
}
