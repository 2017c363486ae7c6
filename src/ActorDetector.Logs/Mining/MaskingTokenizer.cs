using ActorDetector.Logs.Masking;
using ActorDetector.Logs.Text;
using static ActorDetector.Logs.Text.ByteClasses;

namespace ActorDetector.Logs.Mining;

/// <summary>Masks and cuts in one pass with the built-in masks: words, punctuation each a token of its own, and variable parts.</summary>
/// <remarks>Two things that vary in length are brought to one form, so that the number of tokens does not split templates: a list
/// of variable parts, with blanks or commas between them, is one variable part; and a bracket group of nothing but variable parts is left out
/// (<see cref="Group"/>), unless the line begins with it.</remarks>
internal sealed class MaskingTokenizer(MaskSet masks, string delimiters) : Tokenizer(masks, delimiters)
{
    private static readonly byte[] Variable = [MaskByte];

    public override ReadOnlySpan<Slice> Parts => [];

    public override ReadOnlySpan<byte> TextOf(in Token token, ReadOnlySpan<byte> content) =>
        token.Kind == TokenKind.Variable ? Variable : content.Slice(token.TextStart, token.TextLength);

    public override TokenKind KindOf(ReadOnlySpan<byte> text)
    {
        if (text.SequenceEqual(Variable))
            return TokenKind.Variable;
        foreach (byte b in text)
        {
            if (Is(b, ByteClass.Letter))
                return TokenKind.Word;
        }

        return TokenKind.Mark;
    }

    public override void Read(ReadOnlySpan<byte> content)
    {
        Clear();
        if (Masks.IsEmpty)
        {
            ReadUpTo(content, 0);
            return;
        }

        int at = 0;
        foreach (MaskHit hit in Masks.Find(content))
        {
            at = ReadUpTo(content[..hit.Start], at);
            AddVariable(hit.Start, hit.End, hit.Mask, IsSpaced(content, hit.Start));
            at = hit.End;
        }

        ReadUpTo(content, at);
    }

    private int ReadUpTo(ReadOnlySpan<byte> text, int at)
    {
        while (true)
        {
            while (at < text.Length && (Classes[text[at]] & ByteClass.Space) != 0)
                at++;
            if (at >= text.Length)
                return at;
            if (IsFull)
            {
                AddVariable(at, text.Length, (ushort)BuiltInMask.Any, IsSpaced(text, at));
                return text.Length;
            }

            at = ReadToken(text, at);
        }
    }

    private bool IsSpaced(ReadOnlySpan<byte> text, int at) => at > 0 && (Classes[text[at - 1]] & ByteClass.Space) != 0;

    // Reads the token at a place that is no white space; gives the place behind it.
    private int ReadToken(ReadOnlySpan<byte> text, int at)
    {
        byte first = text[at];
        ByteClass firstClass = Classes[first];
        if ((firstClass & ByteClass.Punctuation) != 0)
            return ReadPunctuation(text, at);

        // Most tokens are told by their first byte; the rest is for what remains.
        if ((firstClass & ByteClass.Digit) != 0 && MaskScanner.PlainLength(text, at, out BuiltInMask mask) is > 0 and var plain)
            return ReadVariable(text, at, plain, mask);
        int end = WordEnd(text, at, out ByteClass any, out ByteClass all);
        bool mayMask = (any & (ByteClass.Digit | ByteClass.Telling | ByteClass.Mask)) != 0 || (firstClass & ByteClass.Letter) == 0
            || IsAt(text, end, ':') || (end - at == 3 && MaskScanner.IsCapital(first));
        if (mayMask && MaskScanner.Length(text, at, end, any, out mask) is > 0 and var length)
            return ReadVariable(text, at, length, mask);
        return end == at ? ReadDots(text, at) : ReadWord(text, at, end, any, all);
    }

    private int ReadVariable(ReadOnlySpan<byte> text, int at, int length, BuiltInMask mask)
    {
        AddVariable(at, at + length, (ushort)mask, IsSpaced(text, at));
        return at + length;
    }

    private int WordEnd(ReadOnlySpan<byte> text, int at, out ByteClass any, out ByteClass all)
    {
        any = ByteClass.None;
        all = (ByteClass)0xFF;
        ByteClass[] classes = Classes;
        int end = at;
        for (; end < text.Length; end++)
        {
            byte b = text[end];
            ByteClass c = classes[b];
            if ((c & (ByteClass.Space | ByteClass.Punctuation)) != 0 && !IsApostrophe(text, at, end))
                break;
            if (b == '.' && EndsSentence(text, end))
                break;
            any |= c;
            all &= c;
        }

        return end;
    }

    private static bool IsApostrophe(ReadOnlySpan<byte> text, int start, int at) =>
        text[at] == '\'' && at > start && Is(text[at - 1], ByteClass.Letter) && IsAt(text, at + 1, ByteClass.Letter);

    private bool EndsSentence(ReadOnlySpan<byte> text, int dot) =>
        dot + 1 >= text.Length || text[dot + 1] == '.' || (Classes[text[dot + 1]] & (ByteClass.Space | ByteClass.Punctuation)) != 0;

    private int ReadWord(ReadOnlySpan<byte> text, int at, int end, ByteClass any, ByteClass all)
    {
        ReadOnlySpan<byte> word = text[at..end];
        bool variable = WordScanner.IsVariable(word, any, all) || word.Length > MaxTokenBytes;
        int port = variable || (IsAt(text, end, ':') && word.Contains((byte)'.')) ? AddressScanner.PortLength(text, end) : 0;
        if (variable || port > 0)
        {
            BuiltInMask mask = port > 0 ? BuiltInMask.Any : WordScanner.MaskOf(word);
            AddVariable(at, end + port, (ushort)mask, IsSpaced(text, at));
            return end + port;
        }

        AddConstant(text, at, end, (any & ByteClass.Letter) != 0 ? TokenKind.Word : TokenKind.Mark);
        return end;
    }

    private int ReadDots(ReadOnlySpan<byte> text, int at)
    {
        int end = at;
        while (IsAt(text, end, '.'))
            end++;
        AddConstant(text, at, end, TokenKind.Mark);
        ref Token dots = ref Last();

        // However many dots lead to a value, they are the same mark.
        dots.TextLength = 1;
        dots.Hash = ByteHash.Of("."u8);
        return end;
    }

    private int ReadPunctuation(ReadOnlySpan<byte> text, int at)
    {
        byte mark = text[at];
        if (mark == ':' && AddressScanner.HexGroupsLength(text, at, out BuiltInMask address) is > 0 and var length)
            return ReadVariable(text, at, length, address);

        if (mark is (byte)'<' or (byte)'>' && IsAt(text, at + 1, ByteClass.Digit)
            && MaskScanner.NumberLength(text, at + 1, out BuiltInMask mask) is > 0 and var number
            && !IsAt(text, at + 1 + number, '<') && !IsAt(text, at + 1 + number, '>'))
        {
            return ReadVariable(text, at, 1 + number, mask);
        }

        if (!ClosesGroup(text, at))
            AddConstant(text, at, at + 1, TokenKind.Mark);
        return at + 1;
    }

    private void AddConstant(ReadOnlySpan<byte> text, int at, int end, TokenKind kind)
    {
        ref Token token = ref Append();
        token.Hash = ByteHash.Of(text[at..end]);
        token.TextStart = token.Start = at;
        token.TextLength = end - at;
        token.End = end;
        token.Kind = kind;
        token.Spaced = IsSpaced(text, at);
    }

    private void AddVariable(int start, int end, ushort mask, bool spaced)
    {
        if (Count >= 2 && Last().Hash == Comma && Last().Kind == TokenKind.Mark && Last(1).Kind == TokenKind.Variable)
            RemoveLast();
        if (Count == 0 || Last().Kind != TokenKind.Variable)
        {
            AppendVariable(start, end, mask, spaced);
            return;
        }

        ref Token list = ref Last();
        list.End = end;
        list.Group = default;
        if (list.Mask != mask)
            list.Mask = (ushort)BuiltInMask.Any;
    }

    private static readonly ulong Comma = ByteHash.Of(","u8);

    private bool ClosesGroup(ReadOnlySpan<byte> text, int at)
    {
        char open = (char)text[at] switch { ')' => '(', ']' => '[', '}' => '{', '>' => '<', _ => '\0' };
        if (open == '\0')
            return false;
        int back = 0;
        while (back < Count && (Last(back).Kind == TokenKind.Variable || IsListMark(Last(back), text)))
            back++;
        if (back >= Count - 1 || Last(back).Kind != TokenKind.Mark || text[Last(back).Start] != open)
            return false;

        int start = Last(back).Start;
        bool spaced = Last(back).Spaced;
        RemoveLast(back + 1);
        ref Token owner = ref Last();
        owner.Group = owner.Group.Open == 0 ? new Group((byte)open, spaced, start + 1, at) : owner.Group with { End = at };
        return true;
    }

    private static bool IsListMark(in Token token, ReadOnlySpan<byte> text) =>
        token.Kind == TokenKind.Mark && text[token.Start] is (byte)',' or (byte)':';
}
