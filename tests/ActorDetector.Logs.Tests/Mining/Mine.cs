using System.Text;
using ActorDetector.Logs.Masking;
using ActorDetector.Logs.Mining;
using ActorDetector.Logs.Text;

namespace ActorDetector.Logs.Tests.Mining;

/// <summary>Short ways to mine and match text.</summary>
internal static class Mine
{
    /// <summary>Drain as it was published: no masks of ours, nothing brought together.</summary>
    public static readonly MiningOptions Plain = new() { Consolidate = false };

    public static readonly MaskingOptions NoMasks = new() { BuiltInMasks = false };

    public static TemplateTree Tree(params string[] lines) => Tree(new MiningOptions(), new MaskingOptions(), lines);

    public static TemplateTree Tree(MiningOptions mining, MaskingOptions masking, params IEnumerable<string> lines)
    {
        TemplateMiner miner = TemplateMiner.Create(mining, masking);
        foreach (string line in lines)
            miner.Learn(Encoding.UTF8.GetBytes(line));
        return miner.Freeze();
    }

    /// <summary>The texts of the templates, in alphabetical order.</summary>
    public static string[] Texts(this TemplateTree tree) => [.. tree.Templates.Select(template => template.Text).Order(StringComparer.Ordinal)];

    /// <summary>The text of the template that a line matches, or null.</summary>
    public static string? TextFor(this TemplateTree tree, string line)
    {
        int id = tree.CreateMatcher().Match(Encoding.UTF8.GetBytes(line));
        return id < 0 ? null : tree.Templates[id].Text;
    }

    /// <summary>The parameters of a line.</summary>
    public static string[] ParametersOf(this TemplateTree tree, string line)
    {
        byte[] content = Encoding.UTF8.GetBytes(line);
        TemplateMatcher matcher = tree.CreateMatcher();
        matcher.Match(content);
        List<string> values = [];
        foreach (Slice slice in matcher.Parameters)
            values.Add(Encoding.UTF8.GetString(slice.Of(content)));
        return [.. values];
    }

    /// <summary>The template of every line.</summary>
    public static int[] Groups(this TemplateTree tree, IEnumerable<byte[]> lines)
    {
        TemplateMatcher matcher = tree.CreateMatcher();
        return [.. lines.Select(line => matcher.Match(line))];
    }
}
