using ActorDetector.Detection.Judging;
using ActorDetector.Logs.Sessions;

namespace ActorDetector.Pipeline;

/// <summary>Counts sessions that a limit closed before their own end: what followed of them was judged as a session of its own.</summary>
internal sealed class SessionCuts
{
    /// <summary>Sessions that had reached the longest length.</summary>
    public long TooLong { get; private set; }

    /// <summary>Sessions that gave way to new ones.</summary>
    public long GaveWay { get; private set; }

    /// <summary>Counts closed sessions.</summary>
    public void Add(IReadOnlyList<Ending> endings)
    {
        for (int i = 0; i < endings.Count; i++)
        {
            if (endings[i].Reason == CloseReason.Length)
                TooLong++;
            else if (endings[i].Reason == CloseReason.Evicted)
                GaveWay++;
        }
    }
}
