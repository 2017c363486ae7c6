using ActorDetector.Logs.Formats.Csv;
using ActorDetector.Logs.Formats.Detection;

namespace ActorDetector.Logs.Formats.Sequences;

/// <summary>One session a line: its keys separated by blanks, alone or in a column beside label, count and name; each key once for every
/// event, or with a count.</summary>
/// <remarks>Columns are named by a first row, which may begin with <c>#</c>: label; count; block, session, node, id or entity for the name;
/// sequence, event ids, events or keys for the keys. <see cref="CreateSequenceParser"/> gives whole sessions.</remarks>
public sealed class KeySequenceFormat : LogFormat
{
    /// <summary>The format's name.</summary>
    public const string Sequences = "sequences";

    /// <summary>The name of the format in which keys stand with a count, as <c>E5:3</c>.</summary>
    public const string Counts = "counts";

    private static readonly string[] KeysNames = [KnownNames.Content, "sequence", "event ids", "events", "keys", "EventSequence"];
    private static readonly string[] CountedKeysNames = [KnownNames.Content, "counts", "event:count", "event:count ..."];
    private static readonly string[] LabelNames = ["label"];
    private static readonly string[] CountNames = ["count"];
    private static readonly string[] SessionNames = ["session", "block", "blockid", "node", "entity", "id"];

    private readonly CsvLayout _layout;
    private readonly FieldRoles _roles;
    private readonly int _count;

    private KeySequenceFormat(CsvLayout layout, FieldRoles roles, bool hasCounts)
    {
        HasCounts = hasCounts;
        _layout = layout;
        _roles = roles;
        Fields = roles.WithContent(layout.Columns);
        string? count = KnownNames.First(CountNames, layout.Columns);
        _count = count is null ? -1 : layout.Columns.ToList().IndexOf(count);
    }

    /// <inheritdoc/>
    public override string Name => HasCounts ? Counts : Sequences;

    /// <summary>Whether each key stands with how often it came, so that the keys have no order.</summary>
    public bool HasCounts { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Fields { get; }

    /// <inheritdoc/>
    public override LineParser CreateParser() => CreateSequenceParser();

    /// <summary>A parser that gives whole sessions, for one thread.</summary>
    public KeySequenceParser CreateSequenceParser() =>
        new(new CsvParser(_layout, _roles, null), _layout.HasNames, _count, _roles.Label >= 0, HasCounts);

    /// <summary>The format that a log's first row shows.</summary>
    internal static KeySequenceFormat Create(FormatOptions options, Sample sample, bool hasCounts = false)
    {
        ReadOnlySpan<byte> first = sample.Lines.Count > 0 ? sample.Lines[0] : [];
        string?[] wanted = [options.MessageField, options.EntityName, options.LabelField];
        string[] keysNames = hasCounts ? CountedKeysNames : KeysNames;
        CsvLayout named = CsvLayout.Of(first, [.. keysNames, .. wanted.OfType<string>()]);
        CsvLayout layout = named.HasNames ? named : CsvLayout.One(KnownNames.Content);
        FormatOptions resolved = new()
        {
            MessageField = options.MessageField ?? KnownNames.First(keysNames, layout.Columns),
            EntityField = options.EntityField ?? KnownNames.First(SessionNames, layout.Columns),
            LabelField = options.LabelField ?? KnownNames.First(LabelNames, layout.Columns),
        };
        return new KeySequenceFormat(layout, FieldRoles.Resolve(resolved, layout.Columns, Sequences), hasCounts);
    }

    /// <summary>Whether a log's first row names a column of keys with counts.</summary>
    internal static bool IsCountsFormatOf(Sample sample) =>
        sample.Lines.Count > 0 && CsvLayout.Of(sample.Lines[0], CountedKeysNames.Except([KnownNames.Content])).HasNames;

    /// <summary>Whether a log's first lines are sequences: columns that say so, or nothing but small whole numbers, several a
    /// line.</summary>
    internal static bool IsFormatOf(Sample sample)
    {
        const double enough = 0.95;
        if (sample.Lines.Count == 0)
            return false;
        if (CsvLayout.Of(sample.Lines[0], KeysNames.Except([KnownNames.Content])).HasNames)
            return true;
        return Sample.Share(sample.Lines, line => KeysIn(line) > 0) >= enough
            && sample.Lines.Sum(line => (long)KeysIn(line)) >= 2L * sample.Lines.Count;
    }

    /// <summary>How many keys a line has, 0 when it has anything else.</summary>
    private static int KeysIn(ReadOnlySpan<byte> line)
    {
        const int mostDigits = 6;
        int count = 0;
        foreach (ReadOnlySpan<byte> key in new KeyList(line))
        {
            if (key.Length > mostDigits || key.IndexOfAnyExceptInRange((byte)'0', (byte)'9') >= 0)
                return 0;
            count++;
        }

        return count;
    }
}
