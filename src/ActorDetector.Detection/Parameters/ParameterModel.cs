using System.Text.Json.Nodes;
using ActorDetector.Detection.Detectors;
using ActorDetector.Learning.Tensors;

namespace ActorDetector.Detection.Parameters;

/// <summary>What the parameters of templates' lines are. Never changes.</summary>
public sealed class ParameterModel
{
    private readonly Dictionary<(ushort Key, int Places), int> _numbers = [];

    internal ParameterModel(IEnumerable<TemplateParameters> templates)
    {
        Templates = [.. templates];
        for (int i = 0; i < Templates.Count; i++)
            _numbers.TryAdd((Templates[i].Key, Templates[i].Places), i);
        ParametersOf = new bool[Templates.Select(template => template.Key + 1).DefaultIfEmpty().Max()];
        foreach (TemplateParameters template in Templates)
            ParametersOf[template.Key] = true;
    }

    /// <summary>A model of no template.</summary>
    public static ParameterModel None { get; } = new([]);

    /// <summary>How many templates' parameters are known, each number of parameters by itself.</summary>
    public int Count => Templates.Count;

    /// <summary>By log key, whether its events must carry their parameters, as <see cref="Events.EventParser.Create"/> wants it; others
    /// are beyond its end or false. Not to be changed.</summary>
    public bool[] ParametersOf { get; }

    internal IReadOnlyList<TemplateParameters> Templates { get; }

    /// <summary>The number of a template in <see cref="Templates"/>, or -1.</summary>
    internal int Find(ushort key, int places) => _numbers.GetValueOrDefault((key, places), -1);

    /// <summary>The model for a tree that keeps only some templates.</summary>
    /// <param name="keptTemplates">The ids of those kept, in the order of their new ids.</param>
    public ParameterModel For(IReadOnlyList<int> keptTemplates)
    {
        ArgumentNullException.ThrowIfNull(keptTemplates);
        Dictionary<int, ushort> keys = [];
        for (int id = 0; id < keptTemplates.Count; id++)
            keys[keptTemplates[id] + LogKey.FirstTemplate] = LogKey.OfTemplate(id);
        return new(Templates.Where(template => keys.ContainsKey(template.Key)).Select(template => template.At(keys[template.Key])));
    }

    /// <summary>All that <see cref="Read"/> needs to make the same model.</summary>
    public DetectorState Keep()
    {
        JsonArray templates = [];
        Dictionary<string, Tensor> tensors = [];
        foreach (TemplateParameters template in Templates)
        {
            DetectorState state = template.Keep();
            foreach ((string name, Tensor tensor) in state.Tensors)
                tensors[Prefix(templates.Count) + name] = tensor;
            templates.Add(state.Json);
        }

        return new(new JsonObject { ["templates"] = templates }, tensors);
    }

    /// <summary>The model that was kept.</summary>
    /// <exception cref="FormatException">The state is not that of such a model; the message says what is wrong.</exception>
    public static ParameterModel Read(DetectorState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.Json["templates"] is not JsonArray kept)
            throw new FormatException("templates are missing");
        ILookup<string, KeyValuePair<string, Tensor>> tensors = state.Tensors.ToLookup(tensor => tensor.Key[..(tensor.Key.IndexOf('.', StringComparison.Ordinal) + 1)]);
        return new(kept.Select((template, i) => TemplateParameters.Read(new(
            template as JsonObject ?? throw new FormatException("a template is no object"),
            tensors[Prefix(i)].ToDictionary(tensor => tensor.Key[Prefix(i).Length..], tensor => tensor.Value)))).ToArray());
    }

    private static string Prefix(int template) => $"{template}.";
}
