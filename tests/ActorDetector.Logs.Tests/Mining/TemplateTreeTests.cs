using System.Text;
using System.Text.Json;
using ActorDetector.Logs.Masking;
using ActorDetector.Logs.Mining;

namespace ActorDetector.Logs.Tests.Mining;

public sealed class TemplateTreeTests
{
    private static readonly string[] Lines =
    [
        "user alice has come", "user bob has come", "user carol has come", "user dave has come", "user john paul has come",
        "call from 10.0.0.1 (10.0.0.2) at 3", "call from 10.0.0.1 at 4", "größe 12 MB", "all done.", "",
    ];

    [Fact]
    public void A_tree_written_and_read_is_equal_in_text_and_answers()
    {
        TemplateTree tree = Mine.Tree(new MiningOptions { Delimiters = "|" }, new MaskingOptions { Mask = ["WHO=john \\w+"] }, Lines);
        TemplateTree read = TemplateTree.Read(Json(tree));
        read.Templates.ShouldBe(tree.Templates);
        foreach (string line in Lines)
        {
            read.TextFor(line).ShouldBe(tree.TextFor(line));
            read.ParametersOf(line).ShouldBe(tree.ParametersOf(line));
        }

        Json(read).GetRawText().ShouldBe(Json(tree).GetRawText());
    }

    [Fact]
    public void Kept_templates_are_numbered_in_the_order_given_and_still_match()
    {
        TemplateTree tree = Mine.Tree(Lines);
        int done = tree.Templates.Single(template => template.Text == "all done.").Id;
        int user = tree.Templates.Single(template => template.Text.StartsWith("user", StringComparison.Ordinal)).Id;
        TemplateTree kept = tree.Keep([done, user]);
        kept.Templates.Select(template => template.Id).ShouldBe([0, 1]);
        kept.Templates[0].Text.ShouldBe("all done.");
        kept.TextFor("all done.").ShouldBe("all done.");
        kept.TextFor("user john paul has come").ShouldBe("user <*> has come");
        kept.TextFor("größe 12 MB").ShouldBeNull();
    }

    [Fact]
    public void Only_templates_that_there_are_can_be_kept_and_each_once()
    {
        TemplateTree tree = Mine.Tree("a");
        Should.Throw<ArgumentException>(() => tree.Keep([1]));
        Should.Throw<ArgumentException>(() => tree.Keep([-1]));
        Should.Throw<ArgumentException>(() => tree.Keep([0, 0]));
    }

    [Theory]
    [InlineData("[]", "templates.json")]
    [InlineData("{}", "builtInMasks: missing")]
    [InlineData("""{"builtInMasks":1}""", "builtInMasks")]
    [InlineData("""{"builtInMasks":true,"masks":{}}""", "masks")]
    [InlineData("""{"builtInMasks":true,"masks":[1]}""", "masks[0]")]
    [InlineData("""{"builtInMasks":true,"masks":["("],"delimiters":"","templates":[]}""", "--mask '('")]
    [InlineData("""{"builtInMasks":true,"masks":[],"delimiters":"→","templates":[]}""", "delimiters")]
    [InlineData("""{"builtInMasks":true,"masks":[],"delimiters":"","templates":[1]}""", "templates[0]")]
    [InlineData("""{"builtInMasks":true,"masks":[],"delimiters":"","templates":[{"text":"a","count":-1,"example":"","patterns":[[]]}]}""", "templates[0].count")]
    [InlineData("""{"builtInMasks":true,"masks":[],"delimiters":"","templates":[{"text":"a","count":1.5,"example":"","patterns":[[]]}]}""", "templates[0].count")]
    [InlineData("""{"builtInMasks":true,"masks":[],"delimiters":"","templates":[{"text":"a","count":1,"example":"","patterns":[]}]}""", "templates[0].patterns")]
    [InlineData("""{"builtInMasks":true,"masks":[],"delimiters":"","templates":[{"text":"a","count":1,"example":"","patterns":[["a"]]}]}""", "templates[0].patterns[0][0]")]
    [InlineData("""{"builtInMasks":true,"masks":[],"delimiters":"","templates":[{"text":"a","count":1,"example":"","patterns":[["=→"]]}]}""", "templates[0].patterns[0][0]")]
    [InlineData("""{"builtInMasks":true,"masks":[],"delimiters":"","templates":[{"text":"a","count":1,"example":"","patterns":[["("]]}]}""", "templates[0].patterns[0][0]")]
    [InlineData("""{"builtInMasks":true,"masks":[],"delimiters":"","templates":[{"text":"\ud800","count":1,"example":"","patterns":[[]]}]}""", "templates[0].text")]
    public void Json_that_is_no_tree_is_refused_with_the_place(string json, string place)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        Should.Throw<FormatException>(() => TemplateTree.Read(document.RootElement)).Message.ShouldContain(place);
    }

    internal static JsonElement Json(TemplateTree tree)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream))
            tree.Write(writer);
        return JsonDocument.Parse(Encoding.UTF8.GetString(stream.ToArray())).RootElement.Clone();
    }
}
