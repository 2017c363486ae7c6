using ActorDetector.Logs.Text;

namespace ActorDetector.Logs.Mining;

/// <summary>Finds the template of a line in a frozen tree, without allocating. Not for two threads at once.</summary>
public sealed class TemplateMatcher
{
    /// <summary>The id of the template that the content matches, or -1.</summary>
    public int Match(ReadOnlySpan<byte> content) => throw new NotImplementedException();

    /// <summary>The id of the template that is this event id, or -1.</summary>
    public int MatchEventId(ReadOnlySpan<byte> eventId) => throw new NotImplementedException();

    /// <summary>The parameters of the content matched last: the runs of its bytes at the template's variable parts, in order.</summary>
    public ReadOnlySpan<Slice> Parameters => throw new NotImplementedException();
}
