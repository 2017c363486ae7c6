using System.ComponentModel.DataAnnotations;
using ActorDetector.Detection.Events;
using ActorDetector.Logs.Mining;

namespace ActorDetector.Detection.Parameters;

/// <summary>Learns the parameters of the most frequent templates from events in the order of the stream. What it keeps is bounded by the
/// options.</summary>
public sealed class ParameterTraining
{
    // Lines of one template differ in how many parameters they have only where a variable part is left out.
    private const int ShapesPerTemplate = 4;

    private readonly ParameterOptions _options;
    private readonly Dictionary<(ushort Key, int Places), TemplateHistory> _histories = [];

    /// <summary>A training that has seen no events.</summary>
    /// <param name="templates">The templates that gave the events their log keys, with the counts that they were mined with.</param>
    /// <param name="options">Whose parameters are learned, and how.</param>
    /// <exception cref="ValidationException">An option is out of range.</exception>
    public ParameterTraining(TemplateTree templates, ParameterOptions options)
    {
        ArgumentNullException.ThrowIfNull(templates);
        ArgumentNullException.ThrowIfNull(options);
        Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
        _options = options;
        ParametersOf = new bool[templates.Templates.Count + LogKey.FirstTemplate];
        foreach (Template template in templates.Templates.Where(template => template.Count >= options.ParameterMinEvents)
            .OrderByDescending(template => template.Count).ThenBy(template => template.Id).Take(options.ParameterTemplates))
            ParametersOf[LogKey.OfTemplate(template.Id)] = true;
    }

    /// <summary>By log key, whether its events must carry their parameters, as <see cref="EventParser.Create"/> wants it. Not to be
    /// changed.</summary>
    public bool[] ParametersOf { get; }

    /// <summary>Adds the events of the next block.</summary>
    /// <param name="block">The events.</param>
    /// <param name="elapsedTicks">As <see cref="Detectors.IEventDetector.Judge"/> has it.</param>
    public void Add(EventBlock block, ReadOnlySpan<long> elapsedTicks)
    {
        ArgumentNullException.ThrowIfNull(block);
        for (int i = 0; i < block.Count; i++)
        {
            ushort key = block[i].Key;
            if (key >= ParametersOf.Length || !ParametersOf[key])
                continue;
            int places = block.ParameterCount(i);
            if (!_histories.TryGetValue((key, places), out TemplateHistory? history))
            {
                if (_histories.Count >= ShapesPerTemplate * _options.ParameterTemplates)
                    continue;
                _histories[(key, places)] = history = new(key, places, _options);
            }

            history.Add(block, i, elapsedTicks[i]);
        }
    }

    /// <summary>Learns from all events added.</summary>
    /// <param name="progress">Told how many of how many templates are learned, before each and at the end.</param>
    /// <param name="cancellation">Ends training with <see cref="OperationCanceledException"/>.</param>
    /// <returns>The model, whose log keys are those of the events; of templates with too few events or nothing of use it knows
    /// nothing.</returns>
    public ParameterModel Train(Action<int, int>? progress = null, CancellationToken cancellation = default)
    {
        TemplateHistory[] histories = [.. _histories.Values.Where(history => history.Lines >= _options.ParameterMinEvents).OrderByDescending(history => history.Lines).ThenBy(history => history.Key)];
        List<TemplateParameters> learned = [];
        for (int i = 0; i < histories.Length; i++)
        {
            progress?.Invoke(i, histories.Length);
            cancellation.ThrowIfCancellationRequested();
            if (histories[i].Learn(histories[i].Key, null, cancellation) is { } template)
                learned.Add(template);
        }

        progress?.Invoke(histories.Length, histories.Length);
        return new(learned);
    }
}
