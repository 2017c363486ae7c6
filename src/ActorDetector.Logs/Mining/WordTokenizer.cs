using ActorDetector.Logs.Masking;
using ActorDetector.Logs.Text;

namespace ActorDetector.Logs.Mining;

/// <summary>Cuts at white space alone, after a user's masks: the tokens of the published Drain and LenMa.</summary>
/// <remarks>A masked run may hold white space: it never ends a word.</remarks>
internal sealed class WordTokenizer(MaskSet masks, string delimiters) : Tokenizer(masks, delimiters)
{
    private byte[] _scratch = new byte[1024];
    private int _scratchLength;
    private Slice[] _parts = new Slice[64];
    private int _partCount;

    public override ReadOnlySpan<Slice> Parts => _parts.AsSpan(0, _partCount);

    public override ReadOnlySpan<byte> TextOf(in Token token, ReadOnlySpan<byte> content) =>
        (token.InScratch ? _scratch.AsSpan() : content).Slice(token.TextStart, token.TextLength);

    public override TokenKind KindOf(ReadOnlySpan<byte> text) =>
        text is [ByteClasses.MaskByte] ? TokenKind.Variable : TokenKind.Word;

    public override void Read(ReadOnlySpan<byte> content)
    {
        Clear();
        _partCount = _scratchLength = 0;
        List<MaskHit> hits = Masks.Find(content);
        int at = 0, hit = 0;
        while (true)
        {
            int start = at;
            while (at < content.Length && (Classes[content[at]] & ByteClass.Space) != 0 && !(hit < hits.Count && hits[hit].Start == at))
                at++;
            if (at >= content.Length)
                return;
            bool spaced = at > start;
            if (IsFull)
            {
                AddWhole(at, content.Length, spaced);
                return;
            }

            at = ReadWord(content, at, hits, ref hit, spaced);
        }
    }

    private int ReadWord(ReadOnlySpan<byte> content, int start, List<MaskHit> hits, ref int hit, bool spaced)
    {
        int at = start, firstHit = hit, scratchStart = _scratchLength, firstPart = _partCount;
        ByteClass any = ByteClass.None;
        while (at < content.Length)
        {
            if (hit < hits.Count && hits[hit].Start == at)
            {
                AddPart(at, hits[hit].End);
                at = hits[hit++].End;
                continue;
            }

            ByteClass c = Classes[content[at]];
            if ((c & ByteClass.Space) != 0)
                break;
            any |= c;
            if ((c & ByteClass.Mask) != 0)
                AddPart(at, at + 1);
            else
                Write(content[at]);
            at++;
        }

        int length = _scratchLength - scratchStart;
        if (length > MaxTokenBytes)
        {
            _scratchLength = scratchStart;
            _partCount = firstPart;
            AddWhole(start, at, spaced);
            return at;
        }

        ref Token token = ref Append();
        token.TextStart = scratchStart;
        token.TextLength = length;
        token.InScratch = true;
        token.Hash = ByteHash.Of(_scratch.AsSpan(scratchStart, length));
        token.Start = start;
        token.End = at;
        token.Kind = KindOf(_scratch.AsSpan(scratchStart, length));
        token.Spaced = spaced;
        token.HasDigit = (any & ByteClass.Digit) != 0;
        token.FirstPart = firstPart;
        token.Parts = _partCount - firstPart;
        token.Mask = firstHit < hit ? hits[firstHit].Mask : (ushort)0;
        for (int i = firstHit + 1; i < hit; i++)
        {
            if (hits[i].Mask != token.Mask)
                token.Mask = (ushort)BuiltInMask.Any;
        }

        return at;
    }

    private void AddWhole(int start, int end, bool spaced)
    {
        ref Token token = ref AppendVariable(start, end, (ushort)BuiltInMask.Any, spaced);
        token.TextStart = _scratchLength;
        token.TextLength = 1;
        token.InScratch = true;
        token.FirstPart = _partCount;
        token.Parts = 1;
        AddPart(start, end);
    }

    private void AddPart(int start, int end)
    {
        if (_partCount == _parts.Length)
            Array.Resize(ref _parts, _partCount * 2);
        _parts[_partCount++] = new Slice(start, end - start);
        Write(ByteClasses.MaskByte);
    }

    private void Write(byte value)
    {
        if (_scratchLength == _scratch.Length)
            Array.Resize(ref _scratch, _scratchLength * 2);
        _scratch[_scratchLength++] = value;
    }
}
