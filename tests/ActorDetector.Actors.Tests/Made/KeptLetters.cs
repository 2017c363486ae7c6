using System.Collections.Concurrent;
using ActorDetector.Actors.Mailboxes;

namespace ActorDetector.Actors.Tests.Made;

/// <summary>Keeps dead letters.</summary>
internal sealed class KeptLetters : IDeadLetters
{
    public ConcurrentQueue<(string Actor, string Message, string Reason)> Letters { get; } = new();

    public void Add(string actor, string message, Exception fault) => Letters.Enqueue((actor, message, fault.Message));
}
