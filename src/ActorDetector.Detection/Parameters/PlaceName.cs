using System.Globalization;
using System.Text.RegularExpressions;

namespace ActorDetector.Detection.Parameters;

/// <summary>What a parameter is called: by the words around it, for templates give it no name.</summary>
/// <param name="TextOf">The template of a log key.</param>
/// <param name="Template">Whose parameter it is.</param>
/// <param name="Place">Which one, from 0.</param>
internal readonly partial record struct PlaceName(Func<ushort, string> TextOf, TemplateParameters Template, int Place)
{
    private const int Around = 2;

    /// <summary>The name, as <c>parameter 2 ('took &lt;*&gt; ms')</c>.</summary>
    public override string ToString()
    {
        string template = TextOf(Template.Key);
        string number = string.Create(CultureInfo.InvariantCulture, $"parameter {Place + 1}");
        MatchCollection variables = Variable().Matches(template);
        if (variables.Count != Template.Places)
            return number;
        int from = variables[Place].Index, until = from + variables[Place].Length;
        for (int words = 0; words < Around; words++)
        {
            from = template.LastIndexOf(' ', Math.Max(0, from - 2)) + 1;
            until = template.IndexOf(' ', Math.Min(template.Length, until + 1)) is >= 0 and var end ? end : template.Length;
        }

        return $"{number} ('{template[from..until]}')";
    }

    [GeneratedRegex(@"<[^<>\s]+>")]
    private static partial Regex Variable();
}
