using System.Text.RegularExpressions;

namespace ActorDetector.Logs.Masking;

/// <summary>One mask of a user: a regular expression and the name of what it replaces.</summary>
internal sealed partial class UserMask
{
    // Only patterns that .NET cannot match in linear time (look-arounds, back-references) ever need it.
    private static readonly TimeSpan TimeOut = TimeSpan.FromMilliseconds(250);
    private readonly Regex _regex;

    private UserMask(string name, Regex regex)
    {
        Name = name;
        _regex = regex;
    }

    /// <summary>What stands for the masked part in a template, as <c>&lt;BLOCK&gt;</c>.</summary>
    public string Name { get; }

    /// <summary>Reads <c>NAME=REGEX</c>, or a bare regex, whose name is <c>&lt;*&gt;</c>.</summary>
    /// <exception cref="ArgumentException">It is not a regular expression.</exception>
    public static UserMask Parse(string mask)
    {
        Match named = Named().Match(mask);
        string pattern = named.Success ? mask[named.Length..] : mask;
        if (pattern.Length == 0)
            throw new ArgumentException($"--mask '{mask}' has no regular expression. Give NAME=REGEX or REGEX.");
        try
        {
            return new UserMask(named.Success ? $"<{named.Groups[1].Value}>" : "<*>", Compile(pattern));
        }
        catch (ArgumentException fault)
        {
            throw new ArgumentException($"--mask '{mask}' is not a regular expression: {fault.Message}", fault);
        }
    }

    /// <summary>Adds the runs of chars that the mask matches, none of them empty, in order.</summary>
    public void Find(ReadOnlySpan<char> text, List<(int Start, int End)> runs)
    {
        try
        {
            foreach (ValueMatch match in _regex.EnumerateMatches(text))
            {
                if (match.Length > 0)
                    runs.Add((match.Index, match.Index + match.Length));
            }
        }
        catch (RegexMatchTimeoutException)
        {
            // A line on which the pattern runs away keeps what was found until then: a hostile line must not stop the rest.
        }
    }

    private static Regex Compile(string pattern)
    {
        const RegexOptions Common = RegexOptions.CultureInvariant;
        try
        {
            return new Regex(pattern, Common | RegexOptions.NonBacktracking);
        }
        catch (NotSupportedException)
        {
            return new Regex(pattern, Common | RegexOptions.Compiled, TimeOut);
        }
    }

    [GeneratedRegex("^([A-Z][A-Z0-9_]*)=")]
    private static partial Regex Named();
}
