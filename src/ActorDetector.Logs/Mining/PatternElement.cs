namespace ActorDetector.Logs.Mining;

/// <summary>One place of a pattern that is being mined: a constant token, or a variable part.</summary>
internal struct PatternElement
{
    /// <summary>The <see cref="Id"/> of one or more words or variable tokens.</summary>
    public const int Several = -1;

    /// <summary>A constant's number in the vocabulary, <see cref="Vocabulary.Variable"/> or <see cref="Several"/>.</summary>
    public int Id;

    /// <summary>The mask of all its masked parts; <see cref="Masking.BuiltInMask.Any"/> if they differ.</summary>
    public ushort Mask;

    /// <summary>What the tokens that it was learned from are.</summary>
    public TokenKind Kind;

    /// <summary>Whether white space is before it.</summary>
    public bool Spaced;

    /// <summary>Whether it is a constant with a digit.</summary>
    public bool HasDigit;

    /// <summary>The opening bracket of the group behind it, or 0.</summary>
    public byte GroupOpen;

    /// <summary>Whether white space is before that group.</summary>
    public bool GroupSpaced;

    /// <summary>Whether it is no constant.</summary>
    public readonly bool IsVariable => Id <= Vocabulary.Variable;

    /// <summary>The element for a token seen for the first time.</summary>
    public static PatternElement Of(in Token token) => new()
    {
        Id = token.Id,
        Mask = token.Mask,
        Kind = token.Kind,
        Spaced = token.Spaced,
        HasDigit = token.HasDigit,
        GroupOpen = token.Group.Open,
        GroupSpaced = token.Group.Spaced,
    };

    /// <summary>Takes in one more token at this place: a different one makes it variable.</summary>
    public void Absorb(in Token token)
    {
        if (Id != token.Id || Mask != token.Mask || token.Group.Open != 0)
            Absorb(Of(token));
    }

    /// <summary>Takes in the element of another pattern at this place.</summary>
    public void Absorb(in PatternElement other)
    {
        if (Id != other.Id)
            MakeVariable();
        else if (Mask != other.Mask)
            Mask = 0;
        if (GroupOpen == 0 && other.GroupOpen != 0)
            (GroupOpen, GroupSpaced) = (other.GroupOpen, other.GroupSpaced);
    }

    /// <summary>Makes it variable, of no one kind.</summary>
    public void MakeVariable()
    {
        Id = Vocabulary.Variable;
        Kind = TokenKind.Variable;
        Mask = 0;
    }
}
