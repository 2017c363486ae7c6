using ActorDetector.Logs.Text;

namespace ActorDetector.Logs.Mining;

/// <summary>Finds the template of a line in a frozen tree, without allocating. Not for two threads at once.</summary>
/// <remarks>Bounded: a line costs at most one visit to every node of the tree. What a variable part of several words may end at is
/// followed as one set of places, so there is nothing to try again.</remarks>
public sealed class TemplateMatcher
{
    private readonly TemplateTree _tree;
    private readonly PatternTrie _trie;
    private readonly Tokenizer _tokenizer;
    private readonly ParameterReader _parameters = new();
    private readonly byte[] _eventId = new byte[EventId.ScratchBytes];
    private int _pattern = PatternTrie.None;
    private bool _hasRead;

    internal TemplateMatcher(TemplateTree tree)
    {
        _tree = tree;
        _trie = tree.Trie;
        _tokenizer = Tokenizer.Create(tree.Tokenizing);
    }

    /// <summary>The id of the template that the content matches, or -1.</summary>
    public int Match(ReadOnlySpan<byte> content)
    {
        _tokenizer.Read(content);
        _tree.Vocabulary.Number(_tokenizer.Tokens, _tokenizer, content);
        _pattern = Walk(0, 0, _tokenizer.Tokens);
        _hasRead = false;
        _parameters.Clear();
        return _pattern < 0 ? -1 : _tree.TemplateOf(_pattern);
    }

    /// <summary>The id of the template that is this event id, or -1.</summary>
    public int MatchEventId(ReadOnlySpan<byte> eventId)
    {
        _pattern = PatternTrie.None;
        _hasRead = false;
        _parameters.Clear();
        int word = EventId.Find(_tree.Vocabulary, EventId.Mark(eventId, _eventId));
        int node = word < 0 ? PatternTrie.None : _trie.Constant(0, word);
        return node < 0 ? -1 : _tree.TemplateOf(_trie[node].Pattern);
    }

    /// <summary>The parameters of the content matched last: the runs of its bytes at the template's variable parts, in order. A
    /// variable part in brackets that this line has not is an empty run. None after no match.</summary>
    public ReadOnlySpan<Slice> Parameters
    {
        get
        {
            if (!_hasRead && _pattern >= 0)
                _parameters.Read(_tree.WordsOf(_pattern), _tree.GroupsOf(_pattern), _tokenizer);
            _hasRead = true;
            return _parameters.Slices;
        }
    }

    private int Walk(int node, int at, ReadOnlySpan<Token> tokens)
    {
        while (at < tokens.Length)
        {
            ref readonly Token token = ref tokens[at];
            ref readonly TrieNode places = ref _trie[node];

            // No token is both, so a word's constant and a masked part are one choice.
            int own = token.Kind == TokenKind.Variable ? places.Masked : _trie.Constant(node, token.Id);
            int word = PatternTrie.None;
            if (token.Kind != TokenKind.Mark)
            {
                word = places.Word;
                if (places.Several >= 0)
                    return Branch(own, word, places.Several, at, tokens);
            }

            if (own >= 0 && word >= 0)
            {
                int found = Walk(own, at + 1, tokens);
                if (found >= 0)
                    return found;
                own = PatternTrie.None;
            }

            node = own >= 0 ? own : word;
            if (node < 0)
                return PatternTrie.None;
            at++;
        }

        return _trie[node].Pattern;
    }

    private int Branch(int own, int word, int several, int at, ReadOnlySpan<Token> tokens)
    {
        int found = own >= 0 ? Walk(own, at + 1, tokens) : PatternTrie.None;
        if (found < 0 && word >= 0)
            found = Walk(word, at + 1, tokens);
        if (found >= 0)
            return found;
        var starts = new PositionSet();
        starts.Add(at);
        return WalkFrom(several, EndsOfSeveral(starts, tokens), tokens);
    }

    // As Walk, from all the places at once that the node may be reached at.
    private int WalkFrom(int node, PositionSet starts, ReadOnlySpan<Token> tokens)
    {
        TrieNode places = _trie[node];
        if (places.Pattern >= 0 && starts.Contains(tokens.Length))
            return places.Pattern;
        int found = PatternTrie.None;
        PositionSet left = starts;
        for (int at = left.Next(0); found < 0 && at >= 0 && at < tokens.Length; at = left.Next(at + 1))
        {
            int constant = _trie.Constant(node, tokens[at].Id);
            if (constant >= 0)
                found = WalkFrom(constant, EndsOf(tokens[at].Id, at, ref left, tokens), tokens);
        }

        if (found < 0 && places.Masked >= 0 && EndsOfMasked(starts, tokens) is { IsEmpty: false } masked)
            found = WalkFrom(places.Masked, masked, tokens);
        if (found < 0 && places.Word >= 0 && EndsOfWord(starts, tokens) is { IsEmpty: false } words)
            found = WalkFrom(places.Word, words, tokens);
        if (found < 0 && places.Several >= 0 && EndsOfSeveral(starts, tokens) is { IsEmpty: false } several)
            found = WalkFrom(places.Several, several, tokens);
        return found;
    }

    // The places behind a word, which are taken out of those that are left, so that its node is visited once.
    private static PositionSet EndsOf(int word, int from, ref PositionSet left, ReadOnlySpan<Token> tokens)
    {
        var ends = new PositionSet();
        for (int at = from; at >= 0 && at < tokens.Length; at = left.Next(at + 1))
        {
            if (tokens[at].Id != word)
                continue;
            ends.Add(at + 1);
            left.Remove(at);
        }

        return ends;
    }

    private static PositionSet EndsOfMasked(PositionSet places, ReadOnlySpan<Token> tokens) =>
        EndsOf(Vocabulary.Variable, places.Next(0), ref places, tokens);

    private static PositionSet EndsOfWord(in PositionSet places, ReadOnlySpan<Token> tokens)
    {
        var ends = new PositionSet();
        for (int at = places.Next(0); at >= 0 && at < tokens.Length; at = places.Next(at + 1))
        {
            if (tokens[at].Kind != TokenKind.Mark)
                ends.Add(at + 1);
        }

        return ends;
    }

    private static PositionSet EndsOfSeveral(in PositionSet places, ReadOnlySpan<Token> tokens)
    {
        var ends = new PositionSet();
        bool open = false;
        for (int at = places.Next(0); at >= 0 && at < tokens.Length; at++)
        {
            open = (open || places.Contains(at)) && tokens[at].Kind != TokenKind.Mark;
            if (open)
                ends.Add(at + 1);
        }

        return ends;
    }
}
