namespace ActorDetector.Logs.Text;

/// <summary>Reads one character, escape or class of a regular expression as the set of ASCII bytes that it matches.</summary>
internal static class ByteSetReader
{
    private const int AsciiEnd = 128;

    /// <summary>Reads the set at a place and moves the place behind it; null where it is something else.</summary>
    public static bool[]? Read(string pattern, ref int at)
    {
        char c = pattern[at++];
        return c switch
        {
            '[' => ReadClass(pattern, ref at),
            '\\' => ReadEscape(pattern, ref at),
            '.' => Of(b => b != '\n'),
            _ => c < AsciiEnd ? Of(b => b == c) : null,
        };
    }

    /// <summary>Whether all bytes of a set are letters, digits or <c>_</c>.</summary>
    public static bool IsAllWord(bool[] set)
    {
        for (int b = 0; b < set.Length; b++)
        {
            if (set[b] && !IsWord(b))
                return false;
        }

        return true;
    }

    private static bool[]? ReadEscape(string pattern, ref int at)
    {
        char c = pattern[at++];
        return c switch
        {
            'd' => Of(IsDigit),
            'D' => Of(b => !IsDigit(b)),
            'w' => Of(IsWord),
            'W' => Of(b => !IsWord(b)),
            's' => Of(IsSpace),
            'S' => Of(b => !IsSpace(b)),
            't' => Of(b => b == '\t'),
            'n' => Of(b => b == '\n'),
            'r' => Of(b => b == '\r'),
            _ => c < AsciiEnd && !IsWord(c) ? Of(b => b == c) : null,
        };
    }

    private static bool[]? ReadClass(string pattern, ref int at)
    {
        bool negated = pattern[at] == '^';
        if (negated)
            at++;

        bool[] set = new bool[256];
        for (bool first = true; first || pattern[at] != ']'; first = false)
        {
            // "[]…" holds a bracket, "[…-[…]]" subtracts a class: too rare to be read here.
            if (pattern[at] is ']' or '[')
                return null;

            int from = pattern[at];
            bool[]? part = Read(pattern, ref at, inClass: true);
            if (part is null)
                return null;

            if (pattern[at] == '-' && pattern[at + 1] != ']')
            {
                at++;
                int to = pattern[at++];
                if (from is '\\' || to is '\\' or '[' or >= AsciiEnd)
                    return null;
                part = Of(b => b >= from && b <= to);
            }

            for (int b = 0; b < AsciiEnd; b++)
                set[b] |= part[b];
        }

        at++;
        return negated ? Of(b => !set[b]) : set;
    }

    private static bool[]? Read(string pattern, ref int at, bool inClass)
    {
        if (!inClass || pattern[at] != '.')
            return Read(pattern, ref at);
        at++;
        return Of(b => b == '.');
    }

    private static bool[] Of(Func<int, bool> holds)
    {
        bool[] set = new bool[256];
        for (int b = 0; b < AsciiEnd; b++)
            set[b] = holds(b);
        return set;
    }

    private static bool IsDigit(int b) => b is >= '0' and <= '9';

    private static bool IsWord(int b) => IsDigit(b) || b is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or '_';

    private static bool IsSpace(int b) => b is ' ' or (>= '\t' and <= '\r');
}
