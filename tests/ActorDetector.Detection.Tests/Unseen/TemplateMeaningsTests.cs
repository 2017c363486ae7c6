using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using ActorDetector.Detection.Unseen;
using ActorDetector.Learning.Tensors;
using ActorDetector.Learning.Words;
using ActorDetector.Logs.Mining;
using static ActorDetector.Detection.Tests.Unseen.MadeMeanings;

namespace ActorDetector.Detection.Tests.Unseen;

public sealed class TemplateMeaningsTests
{
    private static readonly string[] Texts =
    [
        "Session was opened for the client <IP>", "Heartbeat of worker <NUM> receiving", "kernel panic", "", "<*> <NUM>",
    ];

    [Theory]
    [InlineData("Session was opened for the client <IP>:<NUM>", "Session opened for client <IP>")]
    [InlineData("client <*> session was closed", "Session closed for client <IP>")]
    [InlineData("Heartbeat received from the worker <NUM>", "Heartbeat from worker <NUM> received after <*>")]
    [InlineData("snapshots of the volume <*> written to archives", "Snapshot of volume <NUM> written to archive")]
    public void A_text_counts_as_the_known_template_that_it_is_most_like(string text, string template)
    {
        Meaning meaning = Trained.Find(text);
        meaning.Key.ShouldBe(meaning.Nearest);
        meaning.Similarity.ShouldBeInRange((float)Trained.Threshold, 1.0001f);
        TextOf(meaning.Key)!.Split(' ')[0].ShouldBe(template.Split(' ')[0]);
        TextOf(meaning.Key)!.Split(' ')[1].ShouldBe(template.Split(' ')[1]);
    }

    [Theory]
    [InlineData("Interface eth<NUM> of router changed state to down at <TIME>")]
    [InlineData("Interface of router not changed state to up at <TIME>")]
    [InlineData("Heartbeat from worker <NUM> received after failure")]
    [InlineData("Disk quota of user not exceeded by <SIZE>")]
    public void A_text_with_an_opposite_word_is_not_the_same_however_alike_the_rest_is(string text) => Trained.Resolved(text).ShouldBeNull();

    [Theory]
    [InlineData("kernel panic, halting")]
    [InlineData("quota office closed")]
    [InlineData("<*> <NUM>")]
    [InlineData("")]
    public void A_text_that_is_like_none_stays_unseen(string text) => Trained.Resolved(text).ShouldBeNull();

    [Fact]
    public void Unknown_words_make_a_text_less_alike()
    {
        float plain = Trained.Find("Session opened for client").Similarity;
        float one = Trained.Find("Session opened for client zebra").Similarity;
        float three = Trained.Find("Session opened for client zebra giraffe yak").Similarity;
        plain.ShouldBeGreaterThan(one);
        one.ShouldBeGreaterThan(three);
    }

    [Fact]
    public void The_threshold_is_the_one_given()
    {
        const string text = "Session was opened for the client <IP>";
        float similarity = Trained.Find(text).Similarity;
        Train(new UnseenOptions { UnseenThreshold = Math.Min(similarity, 1) }).Resolved(text).ShouldNotBeNull();
        Train(new UnseenOptions { UnseenThreshold = 1.01 }).Resolved(text).ShouldBeNull();
        Train(new UnseenOptions { UnseenThreshold = 0 }).Resolved("worker snapshot quota").ShouldNotBeNull();
    }

    [Fact]
    public void By_default_the_threshold_is_what_nine_in_ten_known_templates_are_from_their_nearest_neighbour()
    {
        // Ten kinds: of eight nothing is shared; two have the same words in another order, so their cosine is 1, and it is the ninth of ten in order.
        TemplateTree twins = Mine("alpha beta", "beta alpha", "gamma", "delta", "epsilon", "zeta", "theta", "kappa", "lambda", "sigma");
        TemplateMeanings.Train(twins.Templates, new(), new()).Threshold.ShouldBe(1, 1e-5);
        // Of eleven it would be the tenth.
        TemplateTree others = Mine("alpha beta", "gamma", "delta", "epsilon", "zeta", "theta", "kappa", "lambda", "sigma", "omega");
        TemplateMeanings.Train(others.Templates, new(), new()).Threshold.ShouldBe(0.8);
    }

    [Fact]
    public void The_weighting_takes_effect()
    {
        const string text = "Session of worker";
        Train(new UnseenOptions { UnseenWeighting = TemplateWeighting.Average }).Find(text).Similarity
            .ShouldNotBe(Train(new UnseenOptions { UnseenWeighting = TemplateWeighting.TfIdf }).Find(text).Similarity);
    }

    [Fact]
    public void Own_pairs_and_vectors_made_elsewhere_take_effect()
    {
        const string text = "Snapshot of volume <NUM> written to tape";
        Trained.Find(text).Nearest.ShouldNotBe(LogKey.Unseen);
        TextOf(Train(new UnseenOptions(), [new WordPair("archive", "tape", true)]).Find(text).Nearest).ShouldNotBe("Snapshot of volume <NUM> written to archive");
        string zeros = string.Concat(Enumerable.Repeat(" 0", 62));
        WordVectors made = WordVectorText.Read(new StringReader($"session 1 0{zeros}\nbeacon 0 1{zeros}\nheartbeat 0 1{zeros}\n"));
        TemplateMeanings.Train(Known.Templates, new(), new() { UnseenThreshold = 0 }, vectors: made).Resolved("beacon")!.ShouldStartWith("Heartbeat");
    }

    [Fact]
    public void Meanings_kept_and_read_are_the_same_bit_for_bit()
    {
        using MemoryStream file = new();
        Safetensors.Write(file, Trained.Tensors);
        file.Position = 0;
        MeaningSettings settings = JsonSerializer.Deserialize<MeaningSettings>(JsonSerializer.Serialize(Trained.Settings))!;
        TemplateMeanings read = TemplateMeanings.From(settings, Safetensors.Read(file), Known.Templates);
        foreach (string text in Texts)
            read.Find(text).ShouldBe(Trained.Find(text));
    }

    [Fact]
    public void What_cannot_be_read_is_refused()
    {
        Should.Throw<FormatException>(() => TemplateMeanings.From(Trained.Settings with { Threshold = double.NaN }, Trained.Tensors, Known.Templates))
            .Message.ShouldContain("NaN");
        Should.Throw<FormatException>(() => TemplateMeanings.From(Trained.Settings with { Words = [] }, Trained.Tensors, Known.Templates));
        Should.Throw<FormatException>(() => TemplateMeanings.From(Trained.Settings with { Weighting = (TemplateWeighting)9 }, Trained.Tensors, Known.Templates));
    }

    [Fact]
    public void Without_templates_or_words_nothing_is_resolved()
    {
        TemplateMeanings.Train([], new(), new()).Find("anything at all").ShouldBe(new Meaning(LogKey.Unseen, LogKey.Unseen, 0));
        TemplateMeanings numbers = TemplateMeanings.Train(Mine("1 2 3", "- -").Templates, new(), new());
        numbers.Find("anything at all").Key.ShouldBe(LogKey.Unseen);
        numbers.Find("4 5 6").Key.ShouldBe(LogKey.Unseen);
        TemplateMeanings one = TemplateMeanings.Train(Mine("only one kind").Templates, new(), new());
        one.Find("only one kind").Key.ShouldBe(LogKey.FirstTemplate);
    }

    [Fact]
    public void A_wrong_option_is_refused() =>
        Should.Throw<ValidationException>(() => Train(new UnseenOptions { UnseenThreshold = 2 })).Message.ShouldContain("UnseenThreshold");
}
