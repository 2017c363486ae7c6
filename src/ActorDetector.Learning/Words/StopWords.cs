namespace ActorDetector.Learning.Words;

/// <summary>Words that say nothing of what happened. Denials and directions (not, no, on, off, up, down, out) are none of them.</summary>
internal static class StopWords
{
    private static readonly HashSet<string> Words =
    [
        .. """
        a an the this that these those it its they them their there here he she his her we our you your i me my
        is are was were be been being am do does did done has have had having will would shall should may might must can could
        of to in at by for from with into onto upon as than then and or but if so such very just also too only own same
        which who whom whose what when where while how why s t d ll re ve didn doesn don isn aren wasn weren hasn haven hadn wouldn couldn
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries),
    ];

    /// <summary>Whether a word in small letters is one.</summary>
    public static bool Has(string word) => Words.Contains(word);
}
