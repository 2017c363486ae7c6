using System.ComponentModel.DataAnnotations;
using System.Text;
using ActorDetector.Detection.Detectors;
using ActorDetector.Logs.Mining;

namespace ActorDetector.Detection.Unseen;

/// <summary>Resolves lines that no template matched by their meaning, and counts them by unseen template. Pure: what it says hangs on the lines
/// and their order alone. Not for two threads at once.</summary>
/// <remarks>A line's log key hangs on nothing but its masked text. A text met before costs a look-up and allocates nothing. What is kept is
/// bounded by the options.</remarks>
public sealed partial class UnseenResolver : IStreamMemory
{
    private readonly TemplateMeanings _meanings;
    private readonly ContentMasker _masker;
    private readonly RecentTexts _texts;
    private readonly SortedDictionary<long, UnseenTemplate> _templates = [];
    private readonly int _maxTemplates;

    /// <summary>A resolver that has met no line.</summary>
    /// <param name="meanings">What the known templates mean.</param>
    /// <param name="templates">The known templates; lines are masked as for them.</param>
    /// <param name="options">How much is kept.</param>
    /// <param name="state">What another resolver has learned; null for none.</param>
    /// <exception cref="ValidationException">An option is out of its range.</exception>
    /// <exception cref="FormatException">The state is that of no resolver; the message says why.</exception>
    public UnseenResolver(TemplateMeanings meanings, TemplateTree templates, UnseenOptions options, UnseenState? state = null)
    {
        ArgumentNullException.ThrowIfNull(meanings);
        ArgumentNullException.ThrowIfNull(templates);
        ArgumentNullException.ThrowIfNull(options);
        Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
        _meanings = meanings;
        _masker = templates.CreateMasker();
        _texts = new RecentTexts(options.UnseenTexts);
        _maxTemplates = options.UnseenTemplates;
        if (state is not null)
            Restore(state);
    }

    /// <summary>Unseen lines so far.</summary>
    public long Lines { get; private set; }

    /// <summary>Those that counted as a known template.</summary>
    public long Resolved { get; private set; }

    /// <summary>Unseen templates so far; one that was forgotten and came back counts twice.</summary>
    public long Told { get; private set; }

    /// <summary>Unseen templates that gave way to others, because there were more than may be kept.</summary>
    public long Forgotten { get; private set; }

    /// <summary>The unseen templates that are kept, in the order of their first lines.</summary>
    public IReadOnlyCollection<UnseenTemplate> Templates => _templates.Values;

    /// <summary>All that was learned of unseen lines.</summary>
    public UnseenState State => new(
        Lines, Resolved, Told, Forgotten, [.. _templates.Values.Select(template => template.State)], _texts.Texts);

    /// <summary>The log key that a line counts as.</summary>
    /// <param name="content">The content of a line that no known template matched.</param>
    /// <param name="sighting">Its unseen template, and whether that was told before.</param>
    /// <returns>The log key of the most similar known template, or <see cref="LogKey.Unseen"/>.</returns>
    public ushort Resolve(ReadOnlySpan<byte> content, out UnseenSighting sighting)
    {
        ReadOnlySpan<byte> text = _masker.Mask(content);
        UnseenTemplate template = _texts.Find(text) ?? FindOrAdd(text);
        template.Meet(Lines++);
        ushort key = template.Meaning.Key;
        Resolved += key == LogKey.Unseen ? 0 : 1;
        sighting = new UnseenSighting(template, template.Count);
        return key;
    }

    private UnseenTemplate FindOrAdd(ReadOnlySpan<byte> bytes)
    {
        string text = Encoding.UTF8.GetString(bytes);
        Meaning meaning = _meanings.Find(text);
        UnseenTemplate template = Join(text, meaning.Key) ?? Add(text, meaning);
        _texts.Set(bytes, template);
        return template;
    }

    private UnseenTemplate? Join(string text, ushort key)
    {
        string[] tokens = text.Split(' ');
        (UnseenTemplate? Template, double Likeness) best = (null, 0);
        foreach (UnseenTemplate template in _templates.Values)
        {
            double likeness = template.Likeness(tokens, key);
            if (likeness > best.Likeness && !_meanings.Contradict(text, template.Text))
                best = (template, likeness);
        }

        best.Template?.Join(tokens);
        return best.Template;
    }

    private UnseenTemplate Add(string text, Meaning meaning)
    {
        if (_templates.Count == _maxTemplates)
            Forget();
        UnseenTemplate added = new(new UnseenTemplateState(Told++, text, meaning, Count: 0, LastUse: Lines));
        _templates.Add(added.Number, added);
        return added;
    }

    private void Restore(UnseenState state)
    {
        _templates.Clear();
        _texts.Clear();
        (Lines, Resolved, Told, Forgotten) = (state.Lines, state.Resolved, state.Told, state.Forgotten);
        foreach (UnseenTemplateState template in state.Templates)
        {
            if (template.Number < 0 || template.Number >= Told || template.Count < 1 || template.LastUse < 0 || template.LastUse >= Lines)
            {
                throw new FormatException(
                    $"Unseen template {template.Number} has {template.Count} lines, the last of them number {template.LastUse}: "
                    + $"that cannot be of {Told} templates and {Lines} lines.");
            }

            if (!_meanings.Knows(template.Meaning.Key) || !_meanings.Knows(template.Meaning.Nearest))
            {
                throw new FormatException(
                    $"Unseen template {template.Number} means log key {template.Meaning.Key}, near {template.Meaning.Nearest}: "
                    + "there is none such in this model.");
            }

            if (!_templates.TryAdd(template.Number, new UnseenTemplate(template)))
                throw new FormatException($"Unseen template {template.Number} is there twice.");
        }

        UnseenTemplate forgotten = new(new UnseenTemplateState(KeptText.Forgotten, "", default, Count: 0, LastUse: 0)) { IsForgotten = true };
        foreach (KeptText text in state.Texts)
        {
            if (text.Template == KeptText.Forgotten)
            {
                _texts.Restore(text, forgotten);
                continue;
            }

            if (!_templates.TryGetValue(text.Template, out UnseenTemplate? template))
                throw new FormatException($"A text is of unseen template {text.Template}, which is not there.");
            _texts.Restore(text, template);
        }

        while (_templates.Count > _maxTemplates)
            Forget();
    }

    private void Forget()
    {
        UnseenTemplate oldest = _templates.Values.MinBy(template => template.LastUse)!;
        oldest.IsForgotten = true;
        _templates.Remove(oldest.Number);
        Forgotten++;
    }
}
