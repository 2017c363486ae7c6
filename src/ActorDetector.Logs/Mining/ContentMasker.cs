using System.Text;
using ActorDetector.Logs.Text;

namespace ActorDetector.Logs.Mining;

/// <summary>Writes content as the miner sees it: every masked part by its mask's name, one space for white space. Lines that differ in nothing
/// else have one text. Allocates nothing per line. Not for two threads at once.</summary>
public sealed class ContentMasker
{
    /// <summary>Most bytes of a text; of a longer one the first tokens count.</summary>
    public const int MaxBytes = 1024;

    private readonly Tokenizer _tokenizer;
    private readonly byte[] _text = new byte[MaxBytes];
    private int _length;

    internal ContentMasker(TokenizerOptions options) => _tokenizer = Tokenizer.Create(options);

    /// <summary>The text of a line's content; valid until the next.</summary>
    public ReadOnlySpan<byte> Mask(ReadOnlySpan<byte> content)
    {
        _tokenizer.Read(content);
        _length = 0;
        foreach (ref readonly Token token in _tokenizer.Tokens)
        {
            int start = _length;
            if (Add(token, content))
                continue;
            _length = start;
            break;
        }

        return _text.AsSpan(0, _length);
    }

    private bool Add(in Token token, ReadOnlySpan<byte> content)
    {
        if (token.Spaced && _length > 0 && !Add(" "u8))
            return false;
        ReadOnlySpan<byte> text = _tokenizer.TextOf(token, content);
        while (text.IndexOf(ByteClasses.MaskByte) is var at && at >= 0)
        {
            if (!Add(text[..at]) || !Encoding.UTF8.TryGetBytes(_tokenizer.NameOf(token.Mask), _text.AsSpan(_length), out int written))
                return false;
            _length += written;
            text = text[(at + 1)..];
        }

        return Add(text);
    }

    private bool Add(ReadOnlySpan<byte> text)
    {
        if (!text.TryCopyTo(_text.AsSpan(_length)))
            return false;
        _length += text.Length;
        return true;
    }
}
