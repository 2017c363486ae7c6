using System.Text;
using ActorDetector.Logs.Formats.Detection;
using ActorDetector.Logs.Formats.Times;

namespace ActorDetector.Logs.Formats.Json;

/// <summary>A JSON object a line.</summary>
internal sealed class JsonFormat : LogFormat
{
    /// <summary>The format's name.</summary>
    public const string Json = "json";

    private const int MostFields = 64;

    private readonly JsonPaths _paths;
    private readonly FieldRoles _roles;
    private readonly TimeReading? _time;

    public JsonFormat(IReadOnlyList<string> names, FormatOptions options)
    {
        string?[] wanted = [options.MessageField, options.EventIdField, options.EntityName, options.LabelField,
            .. FieldRoles.TimeNames(options.TimeField, names)];
        string[] all = [.. names.Union(wanted.OfType<string>())];
        _paths = new JsonPaths(all);
        _roles = FieldRoles.Resolve(options, all, Name);
        _time = TimeReading.From(options);
        Fields = _roles.WithContent(all);
    }

    public override string Name => Json;

    public override IReadOnlyList<string> Fields { get; }

    public override bool HasTimes => _time is not null;

    public override LineParser CreateParser() => new JsonParser(_paths, _roles, _time?.CreateParser());

    /// <summary>The dotted names of the fields that a log's first lines have, in the order in which they come.</summary>
    public static IReadOnlyList<string> NamesOf(Sample sample)
    {
        List<string> names = [];
        JsonParser parser = new(new JsonPaths([]), new FieldRoles(), null) { OnUnknown = Add };
        foreach (byte[] line in sample.Lines)
        {
            ParsedLine parsed = default;
            parser.Parse(line, ref parsed);
        }

        return names;

        void Add(ReadOnlySpan<byte> path)
        {
            string name = Encoding.UTF8.GetString(path);
            if (names.Count < MostFields && !names.Contains(name))
                names.Add(name);
        }
    }

    /// <summary>The options with the fields that the names show.</summary>
    public static FormatOptions WithDefaults(FormatOptions options, IReadOnlyList<string> names) => options with
    {
        MessageField = options.MessageField ?? KnownNames.First(KnownNames.Message, names)
            ?? (options.EventIdField is null ? KnownNames.Message[1] : null),
        EntityField = options.EntityField ?? KnownNames.OptionalHost(names),
    };
}
