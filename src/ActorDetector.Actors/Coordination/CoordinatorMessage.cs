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

    /// <summary>Let another model judge; where there are several nodes, ask the one that coordinates to.</summary>
    /// <param name="Path">The bundle's folder.</param>
    /// <param name="Switched">The model that is live now, or will be.</param>
    public sealed record SwitchModel(string Path, Reply<ModelVersion> Switched) : CoordinatorMessage;
}
