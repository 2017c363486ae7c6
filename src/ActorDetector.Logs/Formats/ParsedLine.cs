namespace ActorDetector.Logs.Formats;

/// <summary>What a line says, as runs of its own bytes (or of the parser's scratch, valid until its next call).</summary>
public ref struct ParsedLine
{
    /// <summary>The free text behind the header: what templates are mined from.</summary>
    public ReadOnlySpan<byte> Content { readonly get; set; }

    /// <summary>The event id that the log itself carries (Windows' EVENTID, loghub's EventId), or empty: then the content is mined.</summary>
    public ReadOnlySpan<byte> EventId { readonly get; set; }

    /// <summary>The bytes of the field named by <c>--entity-field</c>, or empty.</summary>
    public ReadOnlySpan<byte> Entity { readonly get; set; }

    /// <summary>The bytes of the field named by <c>--label-field</c>, or empty.</summary>
    public ReadOnlySpan<byte> Label { readonly get; set; }

    /// <summary>When: ticks (100 ns) UTC, or <see cref="NoTime"/>.</summary>
    public long Time { readonly get; set; }

    /// <summary>The time of a line without one.</summary>
    public const long NoTime = long.MinValue;
}
