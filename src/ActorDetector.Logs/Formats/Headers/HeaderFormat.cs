using ActorDetector.Logs.Formats.Times;

namespace ActorDetector.Logs.Formats.Headers;

/// <summary>Lines with a header in front of their content.</summary>
internal sealed class HeaderFormat : LogFormat
{
    private readonly HeaderPattern _pattern;
    private readonly ContentRule? _rule;
    private readonly FieldRoles _roles;
    private readonly TimeReading? _time;

    public HeaderFormat(string name, HeaderPattern pattern, ContentRule? rule, FormatOptions options)
    {
        Name = name;
        _pattern = pattern;
        _rule = rule;
        Fields = rule is null ? pattern.Fields : [.. pattern.Fields, KnownNames.Content];
        _roles = FieldRoles.Resolve(options, Fields, name);
        _time = TimeReading.From(options);
    }

    public override string Name { get; }

    public override IReadOnlyList<string> Fields { get; }

    public override bool NeedsOrder => _time is { Format.NeedsOrder: true };

    public override bool HasTimes => _time is not null;

    public override LineParser CreateParser() => new HeaderParser(_pattern, _rule, Fields.Count, _roles, _time?.CreateParser());
}
