namespace ActorDetector.Detection.Bundles;

/// <summary>From the log keys of one model to those of another.</summary>
public static class KeyTranslation
{
    /// <summary>The keys of the same templates, told by their texts.</summary>
    /// <param name="templates">The text of every log key of the former model, by number.</param>
    /// <param name="to">The other model.</param>
    /// <returns>By former key the new one; <see cref="LogKey.Unseen"/> where the other model has no such template.</returns>
    public static ushort[] ByText(IReadOnlyList<string> templates, ModelBundle to)
    {
        ArgumentNullException.ThrowIfNull(templates);
        ArgumentNullException.ThrowIfNull(to);
        Dictionary<string, ushort> keys = [];
        for (int i = 0; i < to.Templates.Templates.Count; i++)
            keys.TryAdd(to.Templates.Templates[i].Text, LogKey.OfTemplate(i));
        return [.. templates.Select((text, key) => key < LogKey.FirstTemplate ? (ushort)key : keys.GetValueOrDefault(text, LogKey.Unseen))];
    }
}
