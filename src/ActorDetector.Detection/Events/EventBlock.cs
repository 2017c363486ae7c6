using ActorDetector.Logs;
using ActorDetector.Logs.Text;

namespace ActorDetector.Detection.Events;

/// <summary>The events of a block of lines, column by column; reused so that parsing allocates nothing per line.</summary>
public sealed class EventBlock
{
    private readonly TextBuffer _text = new(1 << 16);
    private EventRow[] _events = new EventRow[1024];
    private Slice[] _parameters = [];
    private int _parameterCount;

    /// <summary>Which input the lines came from: its place in the list of inputs.</summary>
    public int Source { get; private set; }

    /// <summary>When the lines arrived: ticks (100 ns) UTC; 0 for those read from files.</summary>
    public long Arrived { get; private set; }

    /// <summary>Which of the origins that the caller numbers the lines came from; 0 when that is not known.</summary>
    public int Origin { get; private set; }

    /// <summary>How many events the block holds.</summary>
    public int Count { get; private set; }

    /// <summary>The account of the lines that the block was made from.</summary>
    public LineCounts Counts { get; } = new();

    /// <summary>An event.</summary>
    public ref readonly EventRow this[int index] => ref _events.AsSpan(0, Count)[index];

    /// <summary>The bytes of the entity whose session an event belongs to.</summary>
    public ReadOnlySpan<byte> Entity(int index) => this[index].Entity.Of(_text.Bytes);

    /// <summary>The raw bytes of an event's line.</summary>
    public ReadOnlySpan<byte> Raw(int index) => this[index].Raw.Of(_text.Bytes);

    /// <summary>The bytes that an event's template is mined from; empty when it was matched already.</summary>
    public ReadOnlySpan<byte> Content(int index) => this[index].Content.Of(_text.Bytes);

    /// <summary>How many parameters of an event were kept: all of its line, or none.</summary>
    public int ParameterCount(int index) => this[index].Parameters.Length;

    /// <summary>The bytes of a parameter of an event.</summary>
    /// <param name="index">The event.</param>
    /// <param name="place">Which of its parameters, from 0, in the order of the line.</param>
    public ReadOnlySpan<byte> Parameter(int index, int place)
    {
        Slice parameters = this[index].Parameters;
        return _parameters.AsSpan(parameters.Start, parameters.Length)[place].Of(_text.Bytes);
    }

    /// <summary>Empties the block for lines of an input.</summary>
    /// <param name="source">The input.</param>
    /// <param name="arrived">When they arrived: ticks UTC; 0 for those read from files.</param>
    /// <param name="origin">Which of the origins that the caller numbers they came from; 0 when that is not known.</param>
    public void Clear(int source, long arrived = 0, int origin = 0)
    {
        (Source, Arrived, Origin) = (source, arrived, origin);
        Count = 0;
        _parameterCount = 0;
        _text.Clear();
        Counts.Clear();
    }

    /// <summary>Adds an event.</summary>
    /// <param name="raw">Its raw line.</param>
    /// <param name="entity">Its entity.</param>
    /// <param name="content">What its template is to be mined from; empty when <paramref name="row"/> has the log key.</param>
    /// <param name="row">All else; its runs are set here.</param>
    public void Add(ReadOnlySpan<byte> raw, ReadOnlySpan<byte> entity, ReadOnlySpan<byte> content, in EventRow row)
    {
        if (Count == _events.Length)
            Array.Resize(ref _events, Count * 2);
        _events[Count] = row with { Raw = _text.Add(raw), Entity = AddEntity(entity), Content = _text.Add(content) };
        Count++;
    }

    /// <summary>Keeps the parameters of the event that was added last.</summary>
    /// <param name="content">The text that they are runs of.</param>
    /// <param name="parameters">The parameters, in order.</param>
    /// <exception cref="InvalidOperationException">The block holds no event.</exception>
    public void AddParameters(ReadOnlySpan<byte> content, ReadOnlySpan<Slice> parameters)
    {
        if (Count == 0)
            throw new InvalidOperationException("There is no event that the parameters could belong to.");
        if (_parameterCount + parameters.Length > _parameters.Length)
            Array.Resize(ref _parameters, Math.Max(Math.Max(1024, _parameters.Length * 2), _parameterCount + parameters.Length));
        ref EventRow last = ref _events[Count - 1];
        last = last with { Parameters = new Slice(_parameterCount, parameters.Length) };
        foreach (Slice parameter in parameters)
            _parameters[_parameterCount++] = _text.Add(parameter.Of(content));
    }

    // The many events of a line that is a whole session share the name, or a long name would fill the memory.
    private Slice AddEntity(ReadOnlySpan<byte> entity) =>
        Count > 0 && entity.SequenceEqual(Entity(Count - 1)) ? _events[Count - 1].Entity : _text.Add(entity);
}
