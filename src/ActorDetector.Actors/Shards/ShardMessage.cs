using ActorDetector.Actors.Mailboxes;

namespace ActorDetector.Actors.Shards;

/// <summary>What a shard can be told.</summary>
public abstract record ShardMessage
{
    private ShardMessage()
    {
    }

    /// <summary>Take the shard that was offered: restore what was committed last.</summary>
    public sealed record Take(Reply<bool> Done) : ShardMessage;

    /// <summary>Drop what is known of the shard: it is given back, and all that was judged is committed.</summary>
    public sealed record Drop(Reply<bool> Done) : ShardMessage;

    /// <summary>Judge what is in the log, up to a bounded number of lines, and commit it; the answer is whether anything was there.</summary>
    public sealed record Advance(Reply<bool> Done) : ShardMessage;

    /// <summary>Which sessions are open in memory.</summary>
    /// <param name="Entity">Of this entity; null for all.</param>
    /// <param name="Most">At most so many.</param>
    /// <param name="Found">Those with the latest lines first.</param>
    public sealed record FindSessions(string? Entity, int Most, Reply<IReadOnlyList<OpenSessionView>> Found) : ShardMessage;
}
