using ActorDetector.Logs.Text;

namespace ActorDetector.Detection.Unseen;

/// <summary>The unseen template of each masked text met lately, at most so many. Finding one allocates nothing.</summary>
/// <remarks>Two tables: when the newer is half of all there may be, the older is forgotten and the newer becomes it. A text that comes again is brought
/// over, so what is met often is never forgotten.</remarks>
internal sealed class RecentTexts
{
    private static readonly Comparer<byte[]> InOrder = Comparer<byte[]>.Create((one, other) => one.AsSpan().SequenceCompareTo(other));

    private readonly int _half;
    private Dictionary<byte[], UnseenTemplate> _newer = new(ByteRunComparer.Instance);
    private Dictionary<byte[], UnseenTemplate> _older = new(ByteRunComparer.Instance);

    /// <summary>No texts.</summary>
    /// <param name="capacity">Most texts.</param>
    public RecentTexts(int capacity) => _half = capacity / 2;

    /// <summary>All texts, those too whose templates are forgotten, for they count; in an order that hangs on nothing else.</summary>
    public IReadOnlyList<KeptText> Texts => [.. Kept(_older, isNewer: false), .. Kept(_newer, isNewer: true)];

    /// <summary>The template of a text, or null.</summary>
    public UnseenTemplate? Find(ReadOnlySpan<byte> text)
    {
        if (!_newer.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(text, out UnseenTemplate? template)
            && _older.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(text, out byte[]? own, out template))
        {
            MakeRoom();
            _newer[own] = template;
        }

        return template is { IsForgotten: false } ? template : null;
    }

    /// <summary>Keeps the template of a text.</summary>
    public void Set(ReadOnlySpan<byte> text, UnseenTemplate template)
    {
        MakeRoom();
        _newer.GetAlternateLookup<ReadOnlySpan<byte>>()[text] = template;
    }

    /// <summary>Forgets all texts.</summary>
    public void Clear()
    {
        _newer.Clear();
        _older.Clear();
    }

    /// <summary>Puts a text where it was, as far as there is room.</summary>
    public void Restore(KeptText text, UnseenTemplate template)
    {
        Dictionary<byte[], UnseenTemplate> table = text.IsNewer ? _newer : _older;
        if (table.Count < _half)
            table[text.Text] = template;
    }

    private void MakeRoom()
    {
        if (_newer.Count < _half)
            return;
        (_older, _newer) = (_newer, _older);
        _newer.Clear();
    }

    private static IEnumerable<KeptText> Kept(Dictionary<byte[], UnseenTemplate> table, bool isNewer) => table
        .Select(pair => new KeptText(pair.Key, pair.Value.IsForgotten ? KeptText.Forgotten : pair.Value.Number, isNewer))
        .OrderBy(text => text.Text, InOrder);
}
