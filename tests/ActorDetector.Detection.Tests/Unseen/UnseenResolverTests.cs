using System.ComponentModel.DataAnnotations;
using System.Text;
using System.Text.Json;
using ActorDetector.Detection.Unseen;
using FsCheck;
using FsCheck.Fluent;
using static ActorDetector.Detection.Tests.Unseen.MadeMeanings;

namespace ActorDetector.Detection.Tests.Unseen;

public sealed class UnseenResolverTests
{
    private static readonly string[] Lines =
    [
        "Session was opened for the client 10.0.0.3", "kernel panic 17", "kernel panic 18", "Password of user alice was wrong 3 times",
        "Password of user bob was wrong 4 times", "Heartbeat received from worker 3", "", "größe 12", "kernel panic", "x",
    ];

    [Fact]
    public void An_unseen_template_is_told_once_and_then_counted()
    {
        UnseenResolver resolver = Resolver();
        (string? key, UnseenSighting first) = resolver.Resolve("kernel panic at 0xc0ffee");
        key.ShouldBeNull();
        first.Number.ShouldBe(1);
        resolver.Resolve("disk is on fire").Sighting.Number.ShouldBe(1);
        UnseenSighting second = resolver.Resolve("kernel panic at 0xdecaf1").Sighting;
        second.Number.ShouldBe(2);
        second.Template.ShouldBeSameAs(first.Template);
        (resolver.Lines, resolver.Told, resolver.Resolved).ShouldBe((3, 2, 0));
    }

    [Fact]
    public void A_line_like_a_known_template_counts_as_it()
    {
        UnseenResolver resolver = Resolver();
        (string? key, UnseenSighting sighting) = resolver.Resolve("Session was opened for the client 10.0.0.3");
        key.ShouldBe("Session opened for client <IP>");
        TextOf(sighting.Template.Meaning.Key).ShouldBe(key);
        resolver.Resolved.ShouldBe(1);
    }

    [Fact]
    public void Lines_that_differ_in_a_value_that_no_mask_knows_are_one_unseen_template()
    {
        UnseenResolver resolver = Resolver();
        resolver.Resolve("Password of user alice was wrong 3 times");
        (_, UnseenSighting sighting) = resolver.Resolve("Password of user bob was wrong 4 times");
        sighting.Number.ShouldBe(2);
        sighting.Template.Text.ShouldBe("Password of user <*> was wrong <NUM> times");
    }

    [Fact]
    public void Opposites_are_two_unseen_templates()
    {
        UnseenResolver resolver = Resolver();
        resolver.Resolve("Fan of power supply switched on");
        resolver.Resolve("Fan of power supply switched off").Sighting.Number.ShouldBe(1);
    }

    [Fact]
    public void A_lines_key_hangs_on_nothing_that_came_before() => Prop.ForAll(LinesArbitrary, lines =>
    {
        UnseenResolver resolver = Resolver(new UnseenOptions { UnseenTemplates = 2, UnseenTexts = 2 });
        foreach (string line in lines)
            resolver.Resolve(line).Key.ShouldBe(Resolver().Resolve(line).Key);
        resolver.Lines.ShouldBe(lines.Length);
        resolver.Templates.Sum(template => template.Count).ShouldBeLessThanOrEqualTo(lines.Length);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_resolver_that_goes_on_from_a_state_says_the_same() => Prop.ForAll(LinesArbitrary, LinesArbitrary, (before, after) =>
    {
        UnseenOptions options = new() { UnseenTemplates = 3, UnseenTexts = 4 };
        UnseenResolver one = Resolver(options);
        foreach (string line in before)
            one.Resolve(line);
        UnseenResolver other = Resolver(options, JsonSerializer.Deserialize<UnseenState>(JsonSerializer.Serialize(one.State)));
        JsonSerializer.Serialize(other.State).ShouldBe(JsonSerializer.Serialize(one.State));
        foreach (string line in after)
        {
            (string? key, UnseenSighting sighting) = one.Resolve(line);
            (string? otherKey, UnseenSighting otherSighting) = other.Resolve(line);
            otherKey.ShouldBe(key);
            (otherSighting.Number, otherSighting.Template.Number).ShouldBe((sighting.Number, sighting.Template.Number));
        }

        JsonSerializer.Serialize(other.State).ShouldBe(JsonSerializer.Serialize(one.State));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_flood_of_unseen_templates_is_bounded_and_counted()
    {
        UnseenResolver resolver = Resolver(new UnseenOptions { UnseenTemplates = 10, UnseenTexts = 20 });
        for (int i = 0; i < 1000; i++)
            resolver.Resolve($"{Word(i)} {Word(i * 7)} {Word(i * 31)}");
        resolver.Templates.Count.ShouldBe(10);
        resolver.State.Texts.Count.ShouldBeLessThanOrEqualTo(20);
        resolver.Lines.ShouldBe(1000);
        (resolver.Told - resolver.Forgotten).ShouldBe(10);
    }

    [Fact]
    public void The_template_not_met_for_longest_is_forgotten_and_told_again_when_it_comes_back()
    {
        UnseenResolver resolver = Resolver(new UnseenOptions { UnseenTemplates = 2 });
        resolver.Resolve("kernel panic");
        resolver.Resolve("disk burns");
        resolver.Resolve("kernel panic");
        resolver.Resolve("queue jammed everywhere");
        resolver.Resolve("kernel panic").Sighting.Number.ShouldBe(3);
        resolver.Resolve("disk burns").Sighting.Number.ShouldBe(1);
        resolver.Forgotten.ShouldBe(2);
    }

    [Fact]
    public void More_texts_are_kept_when_the_option_says_so()
    {
        TextsOf(4).ShouldBe(4);
        TextsOf(8).ShouldBe(8);

        int TextsOf(int most)
        {
            UnseenResolver resolver = Resolver(new UnseenOptions { UnseenTexts = most });
            for (int i = 0; i < most; i++)
                resolver.Resolve($"{Word(i)} came");
            return resolver.State.Texts.Count;
        }
    }

    [Fact]
    public void A_text_met_before_costs_no_allocation()
    {
        UnseenResolver resolver = Resolver();
        byte[][] lines = [.. Lines.Select(Encoding.UTF8.GetBytes)];
        Resolve(100);
        Allocation.Of(() => Resolve(1000)).ShouldBe(0);

        void Resolve(int times)
        {
            for (int i = 0; i < times; i++)
            {
                foreach (byte[] line in lines)
                    resolver.Resolve(line, out _);
            }
        }
    }

    [Fact]
    public void Hostile_content_is_resolved_like_any_other()
    {
        UnseenResolver resolver = Resolver();
        byte[] bytes = new byte[100_000];
        new Random(1).NextBytes(bytes);
        resolver.Resolve(bytes, out _).ShouldBe(LogKey.Unseen);
        resolver.Resolve(new byte[100_000], out _);
        resolver.Resolve(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("word ", 20_000))), out UnseenSighting sighting).ShouldBe(LogKey.Unseen);
        sighting.Template.Text.Length.ShouldBeLessThanOrEqualTo(1024);
    }

    [Fact]
    public void A_state_that_cannot_be_is_refused()
    {
        UnseenResolver resolver = Resolver();
        resolver.Resolve("kernel panic");
        UnseenState state = resolver.State;
        Refused(state with { Told = 0 });
        Refused(state with { Lines = 0 });
        Refused(state with { Templates = [] });
        Refused(state with { Templates = [state.Templates[0], state.Templates[0]] });
        Refused(state with { Templates = [state.Templates[0] with { Meaning = new Meaning(60_000, 3, 1) }] });

        static void Refused(UnseenState wrong) => Should.Throw<FormatException>(() => Resolver(state: wrong));
    }

    [Fact]
    public void A_wrong_option_is_refused() =>
        Should.Throw<ValidationException>(() => Resolver(new UnseenOptions { UnseenTexts = 1 })).Message.ShouldContain("UnseenTexts");

    private static Arbitrary<string[]> LinesArbitrary => Gen.Elements(Lines).ArrayOf().ToArbitrary();

    private static string Word(int number)
    {
        string word = "";
        for (uint rest = (uint)number; rest > 0; rest /= 26)
            word += (char)('a' + (rest % 26));
        return "w" + word;
    }
}
