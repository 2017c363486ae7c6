using System.Text;
using System.Text.Json.Nodes;
using ActorDetector.Detection.Detectors;
using ActorDetector.Detection.Events;
using ActorDetector.Detection.Parameters;
using ActorDetector.Detection.Tests.Made;
using ActorDetector.Learning.Tensors;
using ActorDetector.Logs.Mining;
using FsCheck;
using FsCheck.Fluent;

namespace ActorDetector.Detection.Tests.Parameters;

public sealed class ParameterDetectorTests
{
    private const int Training = 1200;

    private static readonly ParameterOptions Quick = new() { ParameterTemplates = 40, ParameterUnits = 8, ParameterEpochs = 20 };
    private static readonly string[] Users = ["anna", "ben", "carla", "dora"];
    private static readonly string[] TrainingLines = [.. Enumerable.Range(0, Training).Select(i => Normal(i))];
    private static readonly Lazy<MadeLines> Lines = new(() => new(TrainingLines));
    private static readonly Lazy<ParameterModel> Model = new(() => Lines.Value.Learn(TrainingLines, Quick));

    [Fact]
    public void A_number_far_from_those_of_its_template_is_told_with_its_name_and_the_one_expected()
    {
        EventVerdict verdict = Only(Normal(Training + 100, took: 90_000));

        verdict.Kind.ShouldBe(AnomalyKind.ParameterValue);
        verdict.Explanation.ShouldContain(" is 90000 ms where about ");
        verdict.Explanation.ShouldContain("took");
        verdict.Expected.ShouldEndWith(" ms");
        double.Parse(verdict.Expected[..^3]).ShouldBeInRange(35, 65);
        verdict.Score.ShouldBeGreaterThan(Math.Log(1000));
    }

    [Fact]
    public void A_word_where_there_always_was_a_number_is_told()
    {
        string Depth(int i, string depth) => MadeLines.Line(i, "web-0", $"queue holds {depth} jobs now");
        string[] training = [.. Enumerable.Range(0, 400).Select(i => Depth(i, i % 2 == 0 ? $"{50 + (i % 31)}" : $"{i % 17}.5"))];
        MadeLines made = new(training, masks: false);

        EventVerdict verdict = made.Judge(made.Learn(training, Quick), [Depth(400, "none")]).Single();

        verdict.Explanation.ShouldContain("'none' at parameter 1 ('queue holds <*> jobs now') is no number, as all 400 in training were");
        verdict.Expected.ShouldBe("a number");
    }

    [Fact]
    public void A_word_that_its_template_never_had_is_told()
    {
        EventVerdict verdict = Only(Normal(Training + 100, user: "mallory"));

        verdict.Kind.ShouldBe(AnomalyKind.ParameterValue);
        verdict.Explanation.ShouldContain("'mallory' at parameter");
        verdict.Explanation.ShouldContain("never in 1,200 lines of training");
        verdict.Expected.ShouldStartWith("one of 4: ");
    }

    [Fact]
    public void A_word_that_is_normal_elsewhere_but_not_at_this_entity_is_told()
    {
        EventVerdict verdict = Only(Normal(Training + 100, user: Users[(Training + 101) % 4]));

        verdict.Explanation.ShouldContain("never in 600 lines of web-0 in training");
    }

    [Fact]
    public void A_pause_before_a_line_that_lines_of_its_template_do_not_have_is_told()
    {
        string[] lines = [.. Live().Take(100), .. Live().Skip(100).Select(line => line.Replace(" 08:", " 09:", StringComparison.Ordinal))];

        List<EventVerdict> verdicts = Lines.Value.Judge(Model.Value, lines);

        verdicts[0].Event.ShouldBe(100);
        verdicts[0].Explanation.ShouldStartWith("the time since the line before is ");
        verdicts[0].Expected.ShouldEndWith(" s");
    }

    [Fact]
    public void Normal_lines_are_not_told() => Lines.Value.Judge(Model.Value, [.. Live()]).Count.ShouldBeLessThan(3);

    [Fact]
    public void Verdicts_do_not_hang_on_how_lines_are_cut_into_blocks()
    {
        string[] lines = [.. Live().Select((line, i) => i % 37 == 9 ? Normal(Training + i, took: 5_000 * i) : i % 41 == 3 ? Normal(Training + i, user: "eve") : line)];
        List<EventVerdict> whole = Lines.Value.Judge(Model.Value, lines);
        whole.Count.ShouldBeGreaterThan(10);

        Prop.ForAll(Gen.Choose(1, lines.Length).ToArbitrary(), together => Lines.Value.Judge(Model.Value, lines, together).SequenceEqual(whole))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(20));
    }

    [Fact]
    public void A_model_kept_and_read_again_says_the_same()
    {
        string[] lines = [.. Live().Select((line, i) => i % 37 == 9 ? Normal(Training + i, took: 5_000 * i) : i % 41 == 3 ? Normal(Training + i, user: "eve") : line)];
        DetectorState kept = Model.Value.Keep();
        using MemoryStream file = new();
        Safetensors.Write(file, kept.Tensors);
        file.Position = 0;
        ParameterModel read = ParameterModel.Read(new((JsonObject)JsonNode.Parse(kept.Json.ToJsonString())!, Safetensors.Read(file)));

        Lines.Value.Judge(read, lines).ShouldBe(Lines.Value.Judge(Model.Value, lines));
        Should.Throw<FormatException>(() => ParameterModel.Read(new DetectorState(kept.Json)));
        Should.Throw<FormatException>(() => ParameterModel.Read(new DetectorState([])));
    }

    [Fact]
    public void Training_twice_gives_the_same_model()
    {
        string Weights(ParameterModel model) => string.Join(' ', model.Keep().Tensors.Values.SelectMany(tensor => tensor.Values));
        Weights(Lines.Value.Learn(TrainingLines, Quick)).ShouldBe(Weights(Model.Value));
        Weights(Lines.Value.Learn(TrainingLines, Quick with { ParameterSeed = 2 })).ShouldNotBe(Weights(Model.Value));
    }

    [Fact]
    public void A_place_with_new_words_all_the_time_or_too_many_of_them_is_left_out()
    {
        string[] lines = [.. Enumerable.Range(0, Training).Select(i => Normal(i, user: $"u{i % 100}x"))];
        bool Finds(string[] training, ParameterOptions? options = null)
        {
            MadeLines made = new(training);
            return made.Judge(made.Learn(training, options ?? Quick), [Normal(Training, user: "mallory")]).Count > 0;
        }

        Finds(lines).ShouldBeTrue();
        Finds(lines, Quick with { ParameterMaxValues = 99 }).ShouldBeFalse();
        string[] identifiers = [.. Enumerable.Range(0, Training).Select(i => Normal(i, user: $"u{i / 3}x"))];
        Finds(identifiers).ShouldBeFalse();
        Finds(identifiers, Quick with { ParameterNewShare = 1 }).ShouldBeTrue();
    }

    [Fact]
    public void A_word_seen_too_rarely_is_told_as_one_never_seen()
    {
        string[] training = [.. TrainingLines.Select((line, i) => i == 10 ? Normal(i, user: "rare") : line)];
        MadeLines made = new(training);
        string[] line = [Normal(Training, user: "rare")];

        made.Judge(made.Learn(training, Quick), line).Single().Explanation.ShouldContain("once in 1,200 lines");
        made.Judge(made.Learn(training, Quick with { ParameterMinSeen = 1 }), line).ShouldAllBe(verdict => verdict.Explanation.Contains("of web-"));
    }

    [Fact]
    public void Templates_are_learned_that_have_lines_enough_the_most_frequent_first()
    {
        string[] training = [.. TrainingLines, .. Enumerable.Range(Training, 300).Select(i => MadeLines.Line(i, "web-0", $"queue holds {50 + (i % 31)} jobs"))];
        MadeLines made = new(training);
        List<(int, int)> told = [];

        made.Learn(training, Quick, progress: (done, all) => told.Add((done, all))).Count.ShouldBe(2);
        told.ShouldBe([(0, 2), (1, 2), (2, 2)]);
        made.Learn(training, Quick with { ParameterMinEvents = 301 }).Count.ShouldBe(1);
        made.Learn(training, Quick with { ParameterTemplates = 1 }).Count.ShouldBe(1);
        made.Learn(training, Quick with { ParameterTemplates = 0 }).Count.ShouldBe(0);
        made.Judge(ParameterModel.None, training).ShouldBeEmpty();
    }

    [Fact]
    public void A_model_follows_its_templates_to_new_log_keys()
    {
        ushort key = (ushort)Array.IndexOf(Model.Value.ParametersOf, true);

        ParameterModel moved = Model.Value.For([99, key - LogKey.FirstTemplate]);

        moved.Count.ShouldBe(1);
        Array.IndexOf(moved.ParametersOf, true).ShouldBe(LogKey.OfTemplate(1));
        Model.Value.For([99]).Count.ShouldBe(0);
    }

    [Fact]
    public void Only_events_of_the_keys_asked_for_carry_parameters()
    {
        EventBlock none = MadeLines.Blocks([Normal(1)], Lines.Value.Templates, null).Single();
        none.ParameterCount(0).ShouldBe(0);
        EventBlock all = MadeLines.Blocks([Normal(1), Normal(2, took: 77)], Lines.Value.Templates, Model.Value.ParametersOf).Single();

        TemplateMatcher matcher = Lines.Value.Templates.CreateMatcher();
        byte[] content = Encoding.UTF8.GetBytes(Normal(2, took: 77).Split(' ', 4)[3]);
        matcher.Match(content);
        all.ParameterCount(1).ShouldBe(matcher.Parameters.Length);
        for (int place = 0; place < matcher.Parameters.Length; place++)
            all.Parameter(1, place).SequenceEqual(matcher.Parameters[place].Of(content)).ShouldBeTrue();
    }

    [Fact]
    public void Lines_of_any_content_are_judged_without_a_fault()
    {
        string[] odd = ["took", "took x ms for", "took 99999999999999999999999999 ms for anna", "took -0 ms for \u0000", "took 1e999 ms for anna", "took NaN ms for ben"];
        string[] lines = [.. odd.Select((content, i) => MadeLines.Line(Training + i, "web-0", content)), .. Live()];

        Should.NotThrow(() => Lines.Value.Judge(Model.Value, lines));
    }

    private static string Normal(int i, double? took = null, string? user = null) => MadeLines.Line(
        i, $"web-{i % 2}", $"took {took ?? Math.Round(50 + (10 * Math.Sin(i)) + (i * 7 % 5))} ms for {user ?? Users[i % 4]}");

    private static IEnumerable<string> Live() => Enumerable.Range(Training, 400).Select(i => Normal(i));

    private static EventVerdict Only(string odd)
    {
        List<EventVerdict> verdicts = Lines.Value.Judge(Model.Value, [.. Live().Take(100), odd]);
        return verdicts.Single(verdict => verdict.Event == 100);
    }
}
