namespace ActorDetector.Actors.Mailboxes;

/// <summary>Where an actor puts the answer to a message that asks.</summary>
/// <typeparam name="T">What is answered.</typeparam>
public readonly struct Reply<T>
{
    private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>No answer yet.</summary>
    public Reply()
    {
    }

    /// <summary>The answer, when it is there.</summary>
    internal Task<T> Answer => _answer.Task;

    /// <summary>Answers.</summary>
    public void Give(T answer) => _answer.TrySetResult(answer);

    /// <summary>Tells why there is no answer.</summary>
    public void Fail(Exception fault) => _answer.TrySetException(fault);
}
