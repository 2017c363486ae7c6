using System.Threading.Channels;

namespace ActorDetector.Actors.Mailboxes;

/// <summary>A bounded mailbox and one message at a time: no locks, no state that others share.</summary>
/// <typeparam name="TMessage">What it can be told.</typeparam>
/// <remarks>A message that makes it throw is set aside with its reason, and the actor goes on from its last good state.</remarks>
public abstract class Actor<TMessage> : IAsyncDisposable
    where TMessage : notnull
{
    private readonly Channel<TMessage> _mailbox;
    private readonly IDeadLetters _deadLetters;
    private Task _running = Task.CompletedTask;

    /// <summary>An actor that does not run yet.</summary>
    /// <param name="name">Its name, for people.</param>
    /// <param name="capacity">Most messages in its mailbox.</param>
    /// <param name="deadLetters">Takes messages that make it throw.</param>
    protected Actor(string name, int capacity, IDeadLetters deadLetters)
    {
        Name = name;
        _deadLetters = deadLetters;
        _mailbox = Channel.CreateBounded<TMessage>(new BoundedChannelOptions(capacity) { SingleReader = true });
    }

    /// <summary>Its name, for people.</summary>
    public string Name { get; }

    /// <summary>Messages that wait.</summary>
    public int Depth => _mailbox.Reader.Count;

    /// <summary>Begins to take messages.</summary>
    public void Start() => _running = Task.Run(RunAsync);

    /// <summary>Tells it something; waits while the mailbox is full.</summary>
    /// <exception cref="ChannelClosedException">It takes no more messages.</exception>
    public ValueTask TellAsync(TMessage message, CancellationToken cancellation = default) => _mailbox.Writer.WriteAsync(message, cancellation);

    /// <summary>Asks it something.</summary>
    /// <param name="question">Makes the message that asks.</param>
    /// <param name="patience">How long to wait for the answer.</param>
    /// <param name="time">Measures that.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="TimeoutException">There was no answer in time.</exception>
    public async Task<T> AskAsync<T>(Func<Reply<T>, TMessage> question, TimeSpan patience, TimeProvider time, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(question);
        var reply = new Reply<T>();
        using var late = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellation);
        try
        {
            await TellAsync(question(reply), either.Token).ConfigureAwait(false);
            return await reply.Answer.WaitAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new TimeoutException($"{Name} did not answer within {patience}.");
        }
    }

    /// <summary>Takes no more messages, and waits until those that are there are done.</summary>
    public async ValueTask DisposeAsync()
    {
        _mailbox.Writer.TryComplete();
        await _running.ConfigureAwait(false);
        GC.SuppressFinalize(this);
    }

    /// <summary>Does what a message says.</summary>
    protected abstract ValueTask ReceiveAsync(TMessage message);

    /// <summary>Goes back to the last good state after a message made it throw.</summary>
    protected virtual ValueTask RecoverAsync(TMessage message, Exception fault) => ValueTask.CompletedTask;

    /// <summary>What a message is called among the dead letters.</summary>
    protected virtual string Describe(TMessage message) => message.GetType().Name;

    private async Task RunAsync()
    {
        await foreach (TMessage message in _mailbox.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            try
            {
                await ReceiveAsync(message).ConfigureAwait(false);
            }
            catch (Exception fault)
            {
                _deadLetters.Add(Name, Describe(message), fault);
                await RecoverAsync(message, fault).ConfigureAwait(false);
            }
        }
    }
}
