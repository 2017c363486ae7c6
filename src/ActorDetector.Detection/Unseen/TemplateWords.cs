using System.Text.RegularExpressions;
using ActorDetector.Learning.Words;

namespace ActorDetector.Detection.Unseen;

/// <summary>The words of a template's text; its variable parts say nothing.</summary>
internal static partial class TemplateWords
{
    /// <summary>The words, in order.</summary>
    public static List<string> Of(string text) => WordSplitter.Split(VariablePart().Replace(text, " "));

    // <*>, <IP>, and what a person calls a mask of their own.
    [GeneratedRegex(@"<(\*|[A-Z][A-Z0-9_]*)>", RegexOptions.CultureInvariant)]
    private static partial Regex VariablePart();
}
