using System.Net;

namespace ActorDetector.Commands;

/// <summary>What a running node answered.</summary>
/// <param name="Address">Where it was asked.</param>
/// <param name="Code">The status code.</param>
/// <param name="Text">The body.</param>
internal sealed record NodeAnswer(Uri Address, HttpStatusCode Code, string Text)
{
    /// <summary>Whether it did what it was asked.</summary>
    public bool IsGood => (int)Code is >= 200 and < 300;
}
