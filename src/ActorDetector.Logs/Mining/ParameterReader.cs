using ActorDetector.Logs.Text;

namespace ActorDetector.Logs.Mining;

/// <summary>Reads the parameters of a line by the pattern that it matches.</summary>
internal sealed class ParameterReader
{
    private Slice[] _slices = new Slice[64];
    private int _count;

    /// <summary>The parameters read last.</summary>
    public ReadOnlySpan<Slice> Slices => _slices.AsSpan(0, _count);

    /// <summary>Forgets the parameters.</summary>
    public void Clear() => _count = 0;

    /// <summary>Reads the parameters of the tokenizer's line.</summary>
    /// <param name="words">The <see cref="Place.NumberIn"/> of each place of the pattern that the line matches.</param>
    /// <param name="hasGroup">Behind which of them variable brackets may follow.</param>
    /// <param name="tokenizer">Has read the line.</param>
    public void Read(ReadOnlySpan<int> words, ReadOnlySpan<bool> hasGroup, Tokenizer tokenizer)
    {
        Clear();
        ReadOnlySpan<Token> tokens = tokenizer.Tokens;
        int place = 0, at = 0;
        (int Place, int Start, int End, int Count) several = (-1, 0, 0, 0);
        while (at < tokens.Length)
        {
            if (place < words.Length && words[place] == -(int)PlaceKind.Several)
            {
                several = (place, at, at, _count);
            }
            else if (place < words.Length && Fits(words[place], tokens[at]))
            {
                AddPlace(words[place], hasGroup[place], tokens[at++], tokenizer);
                place++;
                continue;
            }

            if (several.Place < 0)
                return;

            // The last part of several words takes one more. Earlier ones never need to: what they would take is what it can.
            _count = several.Count;
            at = ++several.End;
            Add(new Slice(tokens[several.Start].Start, tokens[at - 1].End - tokens[several.Start].Start));
            AddGroup(hasGroup[several.Place], tokens[at - 1]);
            place = several.Place + 1;
        }
    }

    private static bool Fits(int word, in Token token) => (PlaceKind)(-word) switch
    {
        PlaceKind.Masked => token.Kind == TokenKind.Variable,
        PlaceKind.Word => token.Kind != TokenKind.Mark,
        _ => word == token.Id,
    };

    private void AddPlace(int word, bool hasGroup, in Token token, Tokenizer tokenizer)
    {
        if (word < 0)
        {
            Add(token.Slice);
        }
        else
        {
            foreach (Slice part in tokenizer.Parts.Slice(token.FirstPart, token.Parts))
                Add(part);
        }

        AddGroup(hasGroup, token);
    }

    private void AddGroup(bool hasGroup, in Token token)
    {
        if (hasGroup)
            Add(token.Group.Open == 0 ? new Slice(token.End, 0) : new Slice(token.Group.Start, token.Group.End - token.Group.Start));
    }

    private void Add(Slice slice)
    {
        if (_count == _slices.Length)
            Array.Resize(ref _slices, _count * 2);
        _slices[_count++] = slice;
    }
}
