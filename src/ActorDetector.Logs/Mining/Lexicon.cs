using System.Text;

namespace ActorDetector.Logs.Mining;

/// <summary>The words of mined patterns, numbered in the order of their texts, so that nothing decided by number hangs on the order in
/// which lines came; and what is known of each.</summary>
internal sealed class Lexicon
{
    private readonly byte[][] _texts;
    private readonly bool[] _isAction;
    private readonly bool[] _isNaming;
    private readonly string[] _lower;

    public Lexicon(Vocabulary vocabulary)
    {
        int[] order = [.. Enumerable.Range(1, vocabulary.Count - 1)];
        byte[][] texts = [.. Enumerable.Range(0, vocabulary.Count).Select(id => vocabulary.TextOf(id).ToArray())];
        Array.Sort(order, (a, b) => texts[a].AsSpan().SequenceCompareTo(texts[b]));
        NumberOf = new int[texts.Length];
        _texts = new byte[texts.Length][];
        _texts[Vocabulary.Variable] = texts[Vocabulary.Variable];
        for (int i = 0; i < order.Length; i++)
        {
            NumberOf[order[i]] = i + 1;
            _texts[i + 1] = texts[order[i]];
        }

        _lower = [.. _texts.Select(text => Encoding.Latin1.GetString(text).ToLowerInvariant())];
        _isAction = [.. _lower.Select(IsAction)];
        _isNaming = [.. _texts.Select((text, id) => _isAction[id] || !Array.Exists(text, b => b is >= (byte)'a' and <= (byte)'z' or >= 0x80))];
    }

    /// <summary>The number of each number in the vocabulary.</summary>
    public int[] NumberOf { get; }

    /// <summary>The text of a word.</summary>
    public byte[] TextOf(int id) => _texts[id];

    /// <summary>Whether a word tells an action, as Started or terminating: then it names what happened and is no value.</summary>
    public bool IsAction(int id) => _isAction[id];

    /// <summary>Whether a word tells an action or is in capitals, as RUNNING or GET: then it hardly ever is a value.</summary>
    public bool IsNaming(int id) => _isNaming[id];

    /// <summary>Whether a word is a dotted name, as org.example.Service: such a name is a value even where it begins a line.</summary>
    public bool IsDottedName(int id) => _texts[id].AsSpan().Count((byte)'.') >= 2;

    /// <summary>Whether two words are opposites, as up and down.</summary>
    public bool AreOpposites(int a, int b) => Opposites.Are(_lower[a], _lower[b]);

    /// <summary>Whether a word has an opposite at all.</summary>
    public bool HasOpposite(int id) => Opposites.Has(_lower[id]);

    private static bool IsAction(string word) =>
        word.Length >= 5 && (word.EndsWith("ed", StringComparison.Ordinal) || word.EndsWith("ing", StringComparison.Ordinal));
}
