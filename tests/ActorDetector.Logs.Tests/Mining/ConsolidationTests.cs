using ActorDetector.Logs.Masking;
using ActorDetector.Logs.Mining;

namespace ActorDetector.Logs.Tests.Mining;

public sealed class ConsolidationTests
{
    private static readonly string[] Names = ["alice", "bob", "carol", "dave", "erin"];

    [Fact]
    public void Many_words_at_one_place_are_values() =>
        Mine.Tree([.. Names.Select(name => $"login of {name} refused")]).Texts().ShouldBe(["login of <*> refused"]);

    [Fact]
    public void Few_words_at_one_place_stay_apart() =>
        Mine.Tree([.. Names.Take(3).Select(name => $"login of {name} refused")]).Templates.Count.ShouldBe(3);

    [Fact]
    public void Few_words_are_values_if_they_were_values_behind_the_same_word_elsewhere()
    {
        string[] lines = [.. Names.Select(name => $"login of user {name} refused"), "logout of user alice", "logout of user bob"];
        Mine.Tree(lines).Texts().ShouldBe(["login of user <*> refused", "logout of user <*>"]);
    }

    [Theory]
    [InlineData("VM {0} (Lifecycle Event)", "Started", "Stopped", "Paused", "Resumed", "Deleted", "Migrated")]
    [InlineData("link is {0} at port 3", "up", "down", "flapping", "blocked")]
    [InlineData("session {0} for root", "opened", "closed", "renewed", "expired")]
    [InlineData("request \"{0} /a/b\" served", "GET", "POST", "PUT", "DELETE", "HEAD")]
    [InlineData("job changed state to {0} at last", "RUNNING", "FAILED", "KILLED", "SUCCEEDED")]
    public void Words_that_name_what_happened_stay_apart(string form, params string[] words)
    {
        string[] lines = [.. words.Select(word => string.Format(null, form, word))];
        TemplateTree tree = Mine.Tree(lines);
        tree.Templates.Count.ShouldBe(words.Length);
        foreach ((string line, string word) in lines.Zip(words))
            tree.TextFor(line)!.ShouldContain(word);
    }

    [Fact]
    public void Opposites_stay_apart_even_among_values()
    {
        string[] words = ["up", "down", "eth", "wlan", "lo", "tun"];
        TemplateTree tree = Mine.Tree([.. words.Select(word => $"device {word} seen")]);
        tree.Texts().ShouldBe(["device <*> seen", "device down seen", "device up seen"]);
    }

    [Fact]
    public void The_first_word_of_a_line_names_it() =>
        Mine.Tree([.. Names.Select(name => $"{name} startup succeeded")]).Templates.Count.ShouldBe(5);

    [Fact]
    public void Several_places_with_a_new_word_in_every_line_are_values()
    {
        string[] lines = [.. Enumerable.Range('a', 10).Select(c => $"moved p{(char)c}x from q{(char)c}y to r{(char)c}z")];
        Mine.Tree(lines).Texts().ShouldBe(["moved <*> from <*> to <*>"]);
        Mine.Tree([.. lines.Take(5)]).Templates.Count.ShouldBe(5);
    }

    [Fact]
    public void A_value_of_several_words_has_the_template_of_those_of_one()
    {
        string[] lines = [.. Names.Select(name => $"user {name} has logged in"), "user john ronald smith has logged in"];
        TemplateTree tree = Mine.Tree(lines);
        tree.Texts().ShouldBe(["user <*> has logged in"]);
        tree.ParametersOf("user john ronald smith has logged in").ShouldBe(["john ronald smith"]);
        tree.ParametersOf("user mary ann has logged in").ShouldBe(["mary ann"]);
        tree.TextFor("user has logged in").ShouldBeNull();
        tree.TextFor("user a, b has logged in").ShouldBeNull();
    }

    [Fact]
    public void A_value_in_optional_brackets_may_be_a_word()
    {
        string[] lines =
        [
            "call from 10.0.0.1 (10.0.0.2) at 3", "call from 10.0.0.1 at 4",
            .. Names.Select(name => $"call from 10.0.0.1 ({name}) at 5"),
        ];
        TemplateTree tree = Mine.Tree(lines);
        tree.Texts().ShouldBe(["call from <IP> (<*>) at <NUM>"]);
        tree.ParametersOf("call from 10.0.0.1 (alice) at 5").ShouldBe(["10.0.0.1", "alice", "5"]);
        tree.ParametersOf("call from 10.0.0.1 at 5").ShouldBe(["10.0.0.1", "", "5"]);
    }

    [Fact]
    public void Consolidation_can_be_switched_off() =>
        Mine.Tree(new MiningOptions { Consolidate = false, Similarity = 1 }, new MaskingOptions(), [.. Names.Select(name => $"login of {name} refused")])
            .Templates.Count.ShouldBe(5);

    [Fact]
    public void A_template_comes_with_its_count_and_an_example_most_frequent_first()
    {
        TemplateTree tree = Mine.Tree("stopped", "took 5 ms", "took 7 ms");
        tree.Templates.ShouldBe([new Template(0, "took <DURATION>", 2, "took 5 ms"), new Template(1, "stopped", 1, "stopped")]);
    }
}
