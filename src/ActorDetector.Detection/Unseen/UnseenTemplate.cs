namespace ActorDetector.Detection.Unseen;

/// <summary>A kind of line that training never saw.</summary>
public sealed class UnseenTemplate
{
    // As Drain's similarity, but higher: there is no tree that keeps lines apart first.
    private const double JoiningShare = 0.6;
    private const string Variable = "<*>";

    private readonly string[] _tokens;

    internal UnseenTemplate(UnseenTemplateState state)
    {
        Number = state.Number;
        _tokens = state.Text.Split(' ');
        Text = state.Text;
        Meaning = state.Meaning;
        Count = state.Count;
        LastUse = state.LastUse;
    }

    /// <summary>Its number, from 0 in the order of first lines.</summary>
    public long Number { get; }

    /// <summary>Its constant text, with <c>&lt;*&gt;</c> or a mask's name for its variable parts.</summary>
    public string Text { get; private set; }

    /// <summary>What its first line meant; the others have the same log key.</summary>
    public Meaning Meaning { get; }

    /// <summary>How many lines it has had.</summary>
    public long Count { get; private set; }

    /// <summary>When it was met last, in unseen lines.</summary>
    internal long LastUse { get; private set; }

    /// <summary>Whether it gave way to another.</summary>
    internal bool IsForgotten { get; set; }

    internal UnseenTemplateState State => new(Number, Text, Meaning, Count, LastUse);

    /// <summary>Counts a line.</summary>
    internal void Meet(long now)
    {
        Count++;
        LastUse = now;
    }

    /// <summary>The share of tokens that a text has in common, 0 when it is too small for the text to join.</summary>
    internal double Likeness(string[] tokens, ushort key)
    {
        if (key != Meaning.Key || tokens.Length != _tokens.Length)
            return 0;
        int equal = 0;
        for (int i = 0; i < tokens.Length; i++)
            equal += tokens[i] == _tokens[i] ? 1 : 0;
        return equal >= JoiningShare * tokens.Length ? (double)equal / tokens.Length : 0;
    }

    /// <summary>Makes the tokens variable that a text has others for.</summary>
    internal void Join(string[] tokens)
    {
        for (int i = 0; i < tokens.Length; i++)
        {
            if (tokens[i] != _tokens[i])
                _tokens[i] = Variable;
        }

        Text = string.Join(' ', _tokens);
    }
}
