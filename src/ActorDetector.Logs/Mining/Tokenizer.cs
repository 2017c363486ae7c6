using ActorDetector.Logs.Masking;
using ActorDetector.Logs.Text;

namespace ActorDetector.Logs.Mining;

/// <summary>Cuts a line's content into tokens. Bounded: the tokens behind the 255th of a line are one variable token, and so is a
/// word of more than 128 bytes. Not for two threads at once.</summary>
internal abstract class Tokenizer
{
    /// <summary>Most tokens of a line.</summary>
    public const int MaxTokens = 256;

    /// <summary>Most bytes of a constant token.</summary>
    public const int MaxTokenBytes = 128;

    private static readonly ulong VariableHash = ByteHash.Of([ByteClasses.MaskByte]);
    private readonly Token[] _tokens = new Token[MaxTokens];
    private int _count;

    /// <summary>Masks with their names.</summary>
    protected MaskSet Masks { get; }

    /// <summary>The classes of bytes, with the delimiters that the user named.</summary>
    protected ByteClass[] Classes { get; }

    /// <summary>The tokens of the line read last.</summary>
    public Span<Token> Tokens => _tokens.AsSpan(0, _count);

    protected Tokenizer(MaskSet masks, string delimiters)
    {
        if (delimiters.Any(delimiter => !char.IsAscii(delimiter)))
            throw new ArgumentException($"--delimiters '{delimiters}' must be ASCII characters.");
        Masks = masks;
        Classes = ByteClasses.Create(delimiters);
    }

    /// <summary>The tokenizer that the options ask for.</summary>
    /// <exception cref="ArgumentException">A mask is not a regular expression, or a delimiter not an ASCII character.</exception>
    public static Tokenizer Create(TokenizerOptions options) => options.Masking.BuiltInMasks
        ? new MaskingTokenizer(new MaskSet(options.Masking.Mask), options.Delimiters)
        : new WordTokenizer(new MaskSet(options.Masking.Mask), options.Delimiters);

    /// <summary>Cuts a line into <see cref="Tokens"/>.</summary>
    public abstract void Read(ReadOnlySpan<byte> content);

    /// <summary>The text of a token of the line read last; its masked parts are <see cref="ByteClasses.MaskByte"/>.</summary>
    public abstract ReadOnlySpan<byte> TextOf(in Token token, ReadOnlySpan<byte> content);

    /// <summary>The masked parts of the line's tokens.</summary>
    public abstract ReadOnlySpan<Slice> Parts { get; }

    /// <summary>What a token of this text may be.</summary>
    public abstract TokenKind KindOf(ReadOnlySpan<byte> text);

    /// <summary>The name of a mask.</summary>
    public string NameOf(ushort mask) => Masks.NameOf(mask);

    protected int Count => _count;

    protected void Clear() => _count = 0;

    protected ref Token Last(int back = 0) => ref _tokens[_count - 1 - back];

    protected void RemoveLast(int count = 1) => _count -= count;

    /// <summary>A place for one more token, cleared; the caller keeps the last one for the rest of a line that is too long.</summary>
    protected ref Token Append()
    {
        ref Token token = ref _tokens[_count++];
        token = default;
        return ref token;
    }

    protected bool IsFull => _count == MaxTokens - 1;

    protected ref Token AppendVariable(int start, int end, ushort mask, bool spaced)
    {
        ref Token token = ref Append();
        token.Hash = VariableHash;
        token.Start = start;
        token.End = end;
        token.Mask = mask;
        token.Spaced = spaced;
        return ref token;
    }
}
