using ActorDetector.Detection.Combination;
using ActorDetector.Detection.Events;
using ActorDetector.Detection.Judging;
using ActorDetector.Detection.NextKey;
using ActorDetector.Detection.Parameters;
using ActorDetector.Detection.Tests.Made;
using ActorDetector.Detection.Unseen;
using ActorDetector.Learning.Words;
using ActorDetector.Logs.Sessions;
using FsCheck;
using FsCheck.Fluent;

namespace ActorDetector.Detection.Tests.Judging.Checkpoints;

public sealed class StreamMemoryProperties
{
    private const int Training = 600;

    private static readonly string[] Odd =
        ["kernel panic now", "disk burns on rack", "password of alice was wrong", "password of bob was wrong", "queue jammed everywhere", "took nothing at all"];

    [Fact]
    public void Unseen_lines_and_parameters_go_on_where_they_were_whenever_a_judge_is_killed()
    {
        string[] training = [.. Enumerable.Range(0, Training).Select(i => Normal(i, 50 + (i * 7 % 13)))];
        var lines = new MadeLines(training);
        ParameterModel parameters = lines.Learn(training, new ParameterOptions { ParameterTemplates = 10, ParameterUnits = 4, ParameterEpochs = 4, ParameterMinEvents = 100 });
        parameters.Count.ShouldBeGreaterThan(0);
        TemplateMeanings meanings = TemplateMeanings.Train(lines.Templates.Templates, new WordOptions(), new UnseenOptions());
        NextKeyModel model = MadeModels.Untrained(keys: LogKey.FirstTemplate + lines.Templates.Templates.Count, g: 1) with { Bounded = false };
        int told = 0;

        Prop.ForAll(Cases.ToArbitrary(), steps =>
        {
            HostedStream whole = Create(), broken = Create();
            EventBlock[][] blocks = [.. steps.Select((step, number) => Blocks(step.Lines, number))];
            foreach (EventBlock block in blocks.SelectMany(each => each))
                whole.Add(block);
            broken.Save();
            int kills = 0;
            while (broken.Blocks < steps.Length)
            {
                (_, bool saves, bool dies) = steps[broken.Blocks];
                broken.Add(blocks[broken.Blocks][0]);
                if (saves)
                    broken.Save();
                if (dies && kills++ < 6)
                    broken.Kill();
            }

            broken.Verdicts.ShouldBe(whole.Verdicts);
            told += whole.Verdicts.Count(verdict => verdict.Contains("parameters", StringComparison.Ordinal));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));
        told.ShouldBeGreaterThan(50);

        HostedStream Create() => new(model, DetectorCombination.OfNextKeyAlone(model), () => LogJudge.Hosted(
            model,
            DetectorCombination.OfNextKeyAlone(model),
            new SessionOptions { MaxOpenSessions = 2 },
            [("parameters", new ParameterDetector(parameters, key => $"key {key}"))],
            new UnseenResolver(meanings, lines.Templates, new UnseenOptions { UnseenTemplates = 2, UnseenTexts = 4 })));

        EventBlock[] Blocks(int[] kinds, int number) => [.. MadeLines.Blocks(
            kinds.Select((kind, i) => kind < Odd.Length ? MadeLines.Line(Training + (60 * number) + i, $"web-{kind % 3}", Odd[kind]) : Normal(Training + (60 * number) + i, kind)),
            lines.Templates,
            parameters.ParametersOf)];
    }

    private static string Normal(int i, int took) => MadeLines.Line(i, $"web-{i % 2}", $"took {took} ms for anna");

    private static Gen<(int[] Lines, bool Saves, bool Dies)[]> Cases =>
        (from size in Gen.Choose(1, 6)
         from lines in Gen.Frequency((3, Gen.Choose(0, Odd.Length - 1)), (5, Gen.Choose(50, 62)), (1, Gen.Choose(5_000, 90_000))).ArrayOf(size)
         from saves in Gen.Elements(true, false)
         from dies in Gen.Elements(true, false, false)
         select (lines, saves, dies)).ArrayOf();
}
