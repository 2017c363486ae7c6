namespace ActorDetector.Logs.Formats;

/// <summary>Which of a format's fields say what a line means, by their places in <see cref="LogFormat.Fields"/>; -1 for none.</summary>
internal sealed record FieldRoles
{
    public int Message { get; private init; } = -1;

    public int EventId { get; private init; } = -1;

    public int Entity { get; private init; } = -1;

    public int Label { get; private init; } = -1;

    /// <summary>The fields that together are the time, in order.</summary>
    public int[] Time { get; private init; } = [];

    /// <summary>Finds the fields that the options name.</summary>
    /// <param name="options">The names, all resolved: a name that is null has no field.</param>
    /// <param name="fields">The format's fields.</param>
    /// <param name="format">What messages call the format.</param>
    /// <exception cref="ArgumentException">A name is not among the fields.</exception>
    public static FieldRoles Resolve(FormatOptions options, IReadOnlyList<string> fields, string format)
    {
        return new FieldRoles
        {
            Message = Place(options.MessageField, "--message-field"),
            EventId = Place(options.EventIdField, "--event-id-field"),
            Entity = Place(options.EntityName, "--entity-field"),
            Label = Place(options.LabelField, "--label-field"),
            Time = [.. TimeNames(options.TimeField, fields).Select(name => Place(name, "--time-field"))],
        };

        int Place(string? name, string option) => name is null ? -1 : Find(name) is >= 0 and int place ? place
            : throw new ArgumentException($"{option} '{name}' is no field of {format}, which has {string.Join(", ", fields)}");

        int Find(string name)
        {
            int exact = IndexOf(name, StringComparison.Ordinal);
            return exact >= 0 ? exact : IndexOf(name, StringComparison.OrdinalIgnoreCase);
        }

        int IndexOf(string name, StringComparison comparison)
        {
            for (int i = 0; i < fields.Count; i++)
            {
                if (fields[i].Equals(name, comparison))
                    return i;
            }

            return -1;
        }
    }

    /// <summary>The fields of a time: one of that name, or several separated by commas.</summary>
    public static IReadOnlyList<string> TimeNames(string? names, IReadOnlyList<string> fields) =>
        names is null ? [] : fields.Contains(names) ? [names] : names.Split(',', StringSplitOptions.TrimEntries);

    /// <summary>The fields' names with the message's called Content, as in every format.</summary>
    public IReadOnlyList<string> WithContent(IReadOnlyList<string> fields) =>
        [.. fields.Select((name, place) => place == Message ? KnownNames.Content : name)];
}
