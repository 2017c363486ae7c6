using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ActorDetector.Actors.Nodes;
using ActorDetector.Actors.Stores;
using Microsoft.AspNetCore.Mvc;

namespace ActorDetector.Http.DeadLetters;

/// <summary>What could not be judged.</summary>
internal static class DeadLetterRoutes
{
    /// <summary>The messages that made an actor throw, newest first.</summary>
    public static async Task<DeadLettersAnswer> Find(
        INode node,
        CancellationToken cancellation,
        [FromQuery(Name = "limit"), Range(1, 1000), Description("Most messages")] int limit = 100)
    {
        IReadOnlyList<DeadLetter> letters = await node.Store.FindDeadLettersAsync(limit, cancellation).ConfigureAwait(false);
        return new DeadLettersAnswer([.. letters.Select(letter => new DeadLetterAnswer(UtcTime.Of(letter.Time), letter.Actor, letter.Message, letter.Reason))]);
    }
}
