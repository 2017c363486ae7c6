using System.Text.Json;

namespace ActorDetector.Logs.Mining;

/// <summary>Templates that no longer change. Immutable and shared by threads; matching is done by a <see cref="TemplateMatcher"/> each.</summary>
public sealed class TemplateTree
{
    /// <summary>The templates; a template's id is its index.</summary>
    public IReadOnlyList<Template> Templates => throw new NotImplementedException();

    /// <summary>A matcher with scratch of its own, for one thread.</summary>
    public TemplateMatcher CreateMatcher() => throw new NotImplementedException();

    /// <summary>The same tree with only the templates named, renumbered in the order given. A line that matched one of them still does.</summary>
    public TemplateTree Keep(IReadOnlyList<int> ids) => throw new NotImplementedException();

    /// <summary>Writes the tree, its options and masks as the JSON of <c>templates.json</c>.</summary>
    public void Write(Utf8JsonWriter json) => throw new NotImplementedException();

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="FormatException">The JSON is not such a tree; the message says where.</exception>
    public static TemplateTree Read(JsonElement json) => throw new NotImplementedException();
}
