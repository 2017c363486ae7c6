using ActorDetector.Logs.Text;

namespace ActorDetector.Logs.Mining;

/// <summary>One token of a line.</summary>
internal struct Token
{
    /// <summary>The hash of its text.</summary>
    public ulong Hash;

    /// <summary>Its number in a <see cref="Vocabulary"/>.</summary>
    public int Id;

    /// <summary>Where its text starts: in the content, or in the tokenizer's scratch when it holds masked parts.</summary>
    public int TextStart;

    /// <summary>Bytes of its text.</summary>
    public int TextLength;

    /// <summary>Whether its text is in the tokenizer's scratch.</summary>
    public bool InScratch;

    /// <summary>Its run of the content; that of a list is the whole list.</summary>
    public int Start;

    /// <summary>The first byte of the content behind it.</summary>
    public int End;

    /// <summary>The mask of its masked parts; <see cref="Masking.BuiltInMask.Any"/> if they differ.</summary>
    public ushort Mask;

    /// <summary>What it may be in a template.</summary>
    public TokenKind Kind;

    /// <summary>Whether white space is before it.</summary>
    public bool Spaced;

    /// <summary>Whether it has a digit outside its masked parts.</summary>
    public bool HasDigit;

    /// <summary>The first of its masked parts, among those of the line.</summary>
    public int FirstPart;

    /// <summary>How many masked parts it has.</summary>
    public int Parts;

    /// <summary>The variable bracket group behind it that was left out of the tokens.</summary>
    public Group Group;

    /// <summary>Its run of the content.</summary>
    public readonly Slice Slice => new(Start, End - Start);
}
