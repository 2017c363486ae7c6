namespace ActorDetector.Logs.Formats.Sequences;

/// <summary>A session given as its keys alone: one line of a file of sequences.</summary>
public ref struct KeySequence
{
    /// <summary>The session's name, or empty.</summary>
    public ReadOnlySpan<byte> Session { readonly get; set; }

    /// <summary>Whether the session is labelled an anomaly; null when it has no label.</summary>
    public bool? IsAnomaly { readonly get; set; }

    /// <summary>How many sessions the line stands for, 1 when it does not say.</summary>
    public long Count { readonly get; set; }

    /// <summary>The keys, each once for every event, in order.</summary>
    public KeyList Keys { readonly get; set; }
}
