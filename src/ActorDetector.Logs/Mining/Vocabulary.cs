using ActorDetector.Logs.Text;

namespace ActorDetector.Logs.Mining;

/// <summary>Numbers for token texts, so that tokens compare as integers. Number 0 is the variable token.</summary>
internal sealed class Vocabulary
{
    /// <summary>The number of a variable token.</summary>
    public const int Variable = 0;

    /// <summary>The number of a text that is not in the vocabulary.</summary>
    public const int Unknown = -2;

    private Entry[] _entries = new Entry[256];
    private int[] _slots = new int[512];
    private byte[] _texts = new byte[4096];
    private int _textLength;

    // Every fourth token is a mark of one byte.
    private readonly int[] _byByte = [.. Enumerable.Repeat(Unknown, 256)];

    public Vocabulary()
    {
        ReadOnlySpan<byte> variable = [ByteClasses.MaskByte];
        Add(ByteHash.Of(variable), variable);
    }

    /// <summary>How many texts there are.</summary>
    public int Count { get; private set; }

    /// <summary>The text of a number.</summary>
    public ReadOnlySpan<byte> TextOf(int id) => _texts.AsSpan(_entries[id].Start, _entries[id].Length);

    /// <summary>The number of a text, or <see cref="Unknown"/>.</summary>
    public int Find(ulong hash, ReadOnlySpan<byte> text)
    {
        int[] slots = _slots;
        for (int slot = (int)hash & (slots.Length - 1); ; slot = (slot + 1) & (slots.Length - 1))
        {
            int id = slots[slot] - 1;
            if (id < 0)
                return Unknown;
            ref Entry entry = ref _entries[id];
            if (entry.Hash == hash && TextOf(id).SequenceEqual(text))
                return id;
        }
    }

    /// <summary>The number of a text, which is added if it is new.</summary>
    public int FindOrAdd(ulong hash, ReadOnlySpan<byte> text)
    {
        int id = Find(hash, text);
        return id >= 0 ? id : Add(hash, text);
    }

    /// <summary>The number of a text, which is added if it is new.</summary>
    public int FindOrAdd(ReadOnlySpan<byte> text) => FindOrAdd(ByteHash.Of(text), text);

    /// <summary>Numbers a line's tokens; those not in the vocabulary are <see cref="Unknown"/>.</summary>
    public void Number(Span<Token> tokens, Tokenizer tokenizer, ReadOnlySpan<byte> content)
    {
        foreach (ref Token token in tokens)
        {
            token.Id = token.Kind == TokenKind.Variable ? Variable
                : token.TextLength == 1 && !token.InScratch ? _byByte[content[token.TextStart]]
                : Find(token.Hash, tokenizer.TextOf(token, content));
        }
    }

    private int Add(ulong hash, ReadOnlySpan<byte> text)
    {
        if (Count == _entries.Length)
            Array.Resize(ref _entries, Count * 2);
        if (_texts.Length - _textLength < text.Length)
            Array.Resize(ref _texts, Math.Max(_texts.Length * 2, _textLength + text.Length));
        if (text.Length == 1)
            _byByte[text[0]] = Count;
        text.CopyTo(_texts.AsSpan(_textLength));
        _entries[Count] = new Entry(hash, _textLength, text.Length);
        _textLength += text.Length;
        if (++Count * 2 > _slots.Length)
            Rehash();
        else
            Place(Count - 1);
        return Count - 1;
    }

    private void Rehash()
    {
        _slots = new int[_slots.Length * 2];
        for (int id = 0; id < Count; id++)
            Place(id);
    }

    private void Place(int id)
    {
        int slot = (int)_entries[id].Hash & (_slots.Length - 1);
        while (_slots[slot] != 0)
            slot = (slot + 1) & (_slots.Length - 1);
        _slots[slot] = id + 1;
    }

    private readonly record struct Entry(ulong Hash, int Start, int Length);
}
