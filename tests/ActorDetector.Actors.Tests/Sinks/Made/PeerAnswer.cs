namespace ActorDetector.Actors.Tests.Sinks.Made;

/// <summary>How a peer answers.</summary>
internal sealed record PeerAnswer(int Status = 200, string Headers = "", string Body = "")
{
    /// <summary>It never answers.</summary>
    public bool Hangs { get; init; }

    /// <summary>It closes the connection in the middle of its answer.</summary>
    public bool Dies { get; init; }

    /// <summary>The length that it claims, where its body has no end.</summary>
    public long? Length { get; init; }
}
