using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ActorDetector.Actors.Nodes;
using ActorDetector.Actors.Stores;
using ActorDetector.Detection;
using ActorDetector.Detection.Bundles;
using Microsoft.AspNetCore.Mvc;

namespace ActorDetector.Http.Templates;

/// <summary>The kinds of lines that there are.</summary>
internal static class TemplateRoutes
{
    /// <summary>The templates of the model that judges now, and those that training never saw.</summary>
    public static async Task<TemplatesAnswer> Get(
        INode node,
        CancellationToken cancellation,
        [FromQuery(Name = "limit"), Range(1, 1000), Description("Most templates that training never saw")] int limit = 100)
    {
        ModelBundle model = node.Model;
        IReadOnlyList<UnseenCount> unseen = await node.Store.FindUnseenAsync(limit, cancellation).ConfigureAwait(false);
        return new TemplatesAnswer(
            model.Version,
            [.. model.Templates.Templates.Select((template, i) => new TemplateAnswer(i + LogKey.FirstTemplate, template.Text))],
            [.. unseen.Select(count => new UnseenAnswer(count.Text, count.Lines, UtcTime.Of(count.FirstSeen), UtcTime.Of(count.LastSeen)))]);
    }
}
