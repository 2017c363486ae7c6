using ActorDetector.Actors.Nodes;
using ActorDetector.Actors.Stores;
using ActorDetector.Detection.Bundles;
using Microsoft.AspNetCore.Http;

namespace ActorDetector.Http.Models;

/// <summary>Which model judges.</summary>
internal static class ModelRoutes
{
    /// <summary>The model that judges now, and those before it.</summary>
    public static async Task<ModelAnswer> Get(INode node, CancellationToken cancellation)
    {
        ModelBundle model = node.Model;
        IReadOnlyList<ModelVersion> versions = await node.Store.ReadModelsAsync(cancellation).ConfigureAwait(false);
        ModelVersion? live = versions.FirstOrDefault(version => version.Version == model.Version);
        return new ModelAnswer(
            model.Version,
            live is null ? null : UtcTime.Of(live.Since),
            live?.Path,
            SettingsOf(model),
            [.. versions.Where(version => !ReferenceEquals(version, live)).Select(Answer)]);
    }

    /// <summary>Lets another model judge all lines that come from now on. Open sessions go on.</summary>
    public static async Task<FormerModelAnswer> Switch(INode node, NewModel model, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(model.Path) || model.Path.Contains('\0', StringComparison.Ordinal))
            throw new RefusalException(StatusCodes.Status400BadRequest, "The path is empty: give the folder of a model bundle on the node's machine.");
        try
        {
            return Answer(await node.SwitchModelAsync(model.Path, cancellation).ConfigureAwait(false));
        }
        catch (BundleException fault)
        {
            throw new RefusalException(StatusCodes.Status400BadRequest, fault.Message, fault);
        }
        catch (ArgumentException fault)
        {
            throw new RefusalException(StatusCodes.Status409Conflict, fault.Message.Replace($" (Parameter '{fault.ParamName}')", "", StringComparison.Ordinal), fault);
        }
    }

    private static FormerModelAnswer Answer(ModelVersion version) => new(version.Version, version.Path, UtcTime.Of(version.Since));

    private static ModelSettingsAnswer SettingsOf(ModelBundle model)
    {
        BundleManifest manifest = model.Manifest;
        return new ModelSettingsAnswer(
            manifest.Settings.Format.Format ?? "",
            manifest.Settings.Sessions.SessionId,
            manifest.Settings.Format.EntityField,
            manifest.NextKey.Bounded,
            manifest.Settings.Reading.MaxLineBytes,
            manifest.NextKey.Window,
            manifest.NextKey.G,
            model.Templates.Templates.Count,
            [.. manifest.Votes.Detectors.Select(detector => detector.Name)]);
    }
}
