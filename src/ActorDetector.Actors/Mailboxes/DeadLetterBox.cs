using System.Threading.Channels;
using ActorDetector.Actors.Stores;
using Microsoft.Extensions.Logging;

namespace ActorDetector.Actors.Mailboxes;

/// <summary>Brings dead letters to the store, a bounded number at a time: of more at once only the count is kept.</summary>
public sealed partial class DeadLetterBox : IDeadLetters
{
    /// <summary>Most characters of a message that are kept.</summary>
    public const int MostCharacters = 1024;

    private readonly Channel<DeadLetter> _letters = Channel.CreateBounded<DeadLetter>(new BoundedChannelOptions(256) { SingleReader = true });
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private long _count;

    /// <summary>An empty box.</summary>
    /// <param name="time">Tells when a letter came.</param>
    /// <param name="log">Is told of every letter.</param>
    public DeadLetterBox(TimeProvider time, ILogger log)
    {
        _time = time;
        _log = log;
    }

    /// <summary>Letters since the start.</summary>
    public long Count => Volatile.Read(ref _count);

    /// <inheritdoc/>
    public void Add(string actor, string message, Exception fault)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(fault);
        Interlocked.Increment(ref _count);
        LogSetAside(fault, actor, message);
        string kept = message.Length > MostCharacters ? message[..MostCharacters] : message;
        _letters.Writer.TryWrite(new DeadLetter(0, _time.GetUtcNow().UtcTicks, actor, kept, $"{fault.GetType().Name}: {fault.Message}"));
    }

    /// <summary>Brings letters to the store until it is stopped.</summary>
    public async Task RunAsync(INodeStore store, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(store);
        try
        {
            await foreach (DeadLetter letter in _letters.Reader.ReadAllAsync(stop).ConfigureAwait(false))
                await store.AddDeadLetterAsync(letter, stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
    }
}
