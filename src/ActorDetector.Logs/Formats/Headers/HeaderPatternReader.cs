using System.Text;

namespace ActorDetector.Logs.Formats.Headers;

/// <summary>Reads the notation of a header pattern.</summary>
internal sealed class HeaderPatternReader(string pattern)
{
    private readonly List<string> _fields = [];
    private int _at;

    public HeaderPattern Read()
    {
        HeaderLiteral start = ReadLiteral();
        HeaderGroup? startGroup = start.IsEmpty ? ReadGroup() : null;
        if (startGroup is not null)
            start = ReadLiteral();
        List<HeaderStep> steps = [];
        while (_at < pattern.Length)
            steps.Add(ReadStep(inGroup: false));
        return _fields.Count > 0 ? new HeaderPattern(_fields, startGroup, start, steps) : throw Bad("names no field, as <Content>", 0);
    }

    private HeaderStep ReadStep(bool inGroup)
    {
        int start = _at;
        int field = ReadField();
        HeaderGroup? group = inGroup ? null : ReadGroup();
        HeaderLiteral literal = ReadLiteral();
        if (literal.IsEmpty && (inGroup || _at < pattern.Length))
            throw Bad($"needs literal text behind <{_fields[field]}>, or nobody can tell where that ends", start);
        return new HeaderStep(field, group, literal);
    }

    private int ReadField()
    {
        int start = _at;
        if (pattern[_at] != '<')
            throw Bad($"has '{pattern[_at]}' where text or a field is expected (literal brackets are written \\{pattern[_at]})", start);
        int end = pattern.IndexOf('>', _at);
        string name = end < 0 ? throw Bad("has a < without its > (a literal < is written \\<)", start) : pattern[(_at + 1)..end];
        if (name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.'))
            throw Bad($"has the field name '{name}', which is not of letters, digits, '_', '-' and '.'", start);
        if (_fields.Contains(name, StringComparer.OrdinalIgnoreCase))
            throw Bad($"names the field {name} twice", start);
        _at = end + 1;
        _fields.Add(name);
        return _fields.Count - 1;
    }

    /// <summary>A group when one stands here: a parenthesis whose partner is followed by a question mark.</summary>
    private HeaderGroup? ReadGroup()
    {
        if (!IsGroup(_at))
            return null;
        int start = _at++;
        HeaderLiteral literal = ReadLiteral();
        if (literal.IsEmpty)
            throw Bad("has a part in ( )? that does not begin with literal text", start);
        List<HeaderStep> steps = [];
        while (pattern[_at] != ')')
            steps.Add(ReadStep(inGroup: true));
        _at += 2;
        return new HeaderGroup(literal, steps);
    }

    private HeaderLiteral ReadLiteral()
    {
        StringBuilder text = new();
        for (; _at < pattern.Length && !IsSpecial(_at); _at++)
        {
            if (pattern[_at] == '\\' && ++_at == pattern.Length)
                throw Bad("ends in a backslash (a literal one is written twice)", _at - 1);
            text.Append(pattern[_at]);
        }

        return new HeaderLiteral(Encoding.UTF8.GetBytes(text.ToString()));
    }

    private bool IsSpecial(int at) => pattern[at] == '<' || IsGroup(at) || IsGroupEnd(at);

    private bool IsGroupEnd(int at) => pattern[at] == ')' && at + 1 < pattern.Length && pattern[at + 1] == '?';

    private bool IsGroup(int at)
    {
        if (at >= pattern.Length || pattern[at] != '(')
            return false;
        for (int i = at + 1; i < pattern.Length; i++)
        {
            if (pattern[i] == '\\')
                i++;
            else if (pattern[i] == ')')
                return IsGroupEnd(i);
        }

        return false;
    }

    private FormatException Bad(string what, int at) => new($"the header pattern '{pattern}' {what}, at character {at + 1}");
}
