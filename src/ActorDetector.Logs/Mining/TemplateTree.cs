using System.Text.Json;

namespace ActorDetector.Logs.Mining;

/// <summary>Templates that no longer change. Immutable and shared by threads; matching is done by a <see cref="TemplateMatcher"/> each.</summary>
/// <remarks>If several templates match a line, the first place at which they differ decides: a constant goes before a masked part, that before a variable
/// word, and that before a variable part of several words.</remarks>
public sealed class TemplateTree
{
    private readonly FrozenTemplate[] _templates;
    private readonly List<int> _templateOf = [];
    private readonly List<int[]> _words = [];
    private readonly List<bool[]> _hasGroup = [];

    internal TemplateTree(TokenizerOptions tokenizing, FrozenTemplate[] templates)
    {
        Tokenizing = tokenizing;
        _templates = templates;
        Templates = [.. templates.Select(template => template.Template)];
        foreach (FrozenTemplate template in templates)
        {
            foreach (FrozenPattern pattern in template.Patterns)
            {
                int[] words = [.. pattern.Places.Select(place => place.NumberIn(Vocabulary))];
                Trie.Add(words, _words.Count);
                _words.Add(words);
                _hasGroup.Add([.. pattern.Places.Select(place => place.HasGroup)]);
                _templateOf.Add(template.Template.Id);
            }
        }

        Trie.Freeze();
    }

    /// <summary>The templates; a template's id is its index.</summary>
    public IReadOnlyList<Template> Templates { get; }

    internal TokenizerOptions Tokenizing { get; }

    internal Vocabulary Vocabulary { get; } = new();

    internal PatternTrie Trie { get; } = new();

    /// <summary>A matcher with scratch of its own, for one thread.</summary>
    public TemplateMatcher CreateMatcher() => new(this);

    /// <summary>A masker that cuts and masks lines as those of the templates were, with scratch of its own, for one thread.</summary>
    public ContentMasker CreateMasker() => new(Tokenizing);

    /// <summary>The same tree with only the templates named, renumbered in the order given. A line that matched one of them still does.</summary>
    /// <exception cref="ArgumentException">An id is named twice or is none of this tree.</exception>
    public TemplateTree Keep(IReadOnlyList<int> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        foreach (int id in ids)
        {
            if ((uint)id >= (uint)_templates.Length)
                throw new ArgumentException($"Template {id} is none of the {_templates.Length} of this tree.", nameof(ids));
        }

        if (ids.Distinct().Count() != ids.Count)
            throw new ArgumentException("A template is named twice.", nameof(ids));
        return new TemplateTree(
            Tokenizing,
            [.. ids.Select((id, index) => _templates[id] with { Template = _templates[id].Template with { Id = index } })]);
    }

    /// <summary>Writes the tree, its options and masks as the JSON of <c>templates.json</c>.</summary>
    public void Write(Utf8JsonWriter json)
    {
        ArgumentNullException.ThrowIfNull(json);
        TemplateJson.Write(json, Tokenizing, _templates);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="FormatException">The JSON is not such a tree; the message says where.</exception>
    public static TemplateTree Read(JsonElement json)
    {
        (TokenizerOptions tokenizing, FrozenTemplate[] templates) = TemplateJson.Read(json);
        try
        {
            Tokenizer.Create(tokenizing);
        }
        catch (ArgumentException fault)
        {
            throw new FormatException($"masks, delimiters: {fault.Message}", fault);
        }

        return new TemplateTree(tokenizing, templates);
    }

    internal int TemplateOf(int pattern) => _templateOf[pattern];

    internal ReadOnlySpan<int> WordsOf(int pattern) => _words[pattern];

    internal ReadOnlySpan<bool> GroupsOf(int pattern) => _hasGroup[pattern];
}
