using ActorDetector.Actors.Mailboxes;
using ActorDetector.Actors.Stores;

namespace ActorDetector.Actors.Coordination;

/// <summary>What the coordinator can be told.</summary>
public abstract record CoordinatorMessage
{
    private CoordinatorMessage()
    {
    }

    /// <summary>Some time has passed: look after what hangs on time.</summary>
    public sealed record Tick : CoordinatorMessage;

    /// <summary>Let another model judge.</summary>
    /// <param name="Path">The bundle's folder.</param>
    /// <param name="Switched">The model that is live now.</param>
    public sealed record SwitchModel(string Path, Reply<ModelVersion> Switched) : CoordinatorMessage;
}
