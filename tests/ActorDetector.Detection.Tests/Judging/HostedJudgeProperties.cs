using System.Text;
using ActorDetector.Detection.Combination;
using ActorDetector.Detection.Events;
using ActorDetector.Detection.Judging;
using ActorDetector.Detection.NextKey;
using ActorDetector.Detection.Tests.Made;
using ActorDetector.Logs.Formats;
using ActorDetector.Logs.Sessions;
using FsCheck;
using FsCheck.Fluent;

namespace ActorDetector.Detection.Tests.Judging;

public sealed class HostedJudgeProperties
{
    private static readonly NextKeyModel Bounded = MadeModels.Untrained(keys: 9, g: 3);
    private static readonly NextKeyModel Unbounded = Bounded with { Bounded = false };

    private static readonly DetectorCombination Combination = new(
        new VoteScale(4, 6),
        new VoteScale(2, 2.2),
        [new("fingerprint", new MadeDetector(keys => keys.Aggregate(7, (hash, key) => ((hash * 31) + key) % 1_009)), new VoteScale(-1, 1_000))],
        NormalSessions: 100);

    private static readonly (string Name, SessionOptions Options, bool Bounded)[] Sets =
    [
        ("by identifier", new() { SessionId = "x" }, true),
        ("cut and evicted", new() { SessionId = "x", MaxOpenSessions = 3, MaxSessionLength = 5 }, true),
        ("idle", new() { SessionId = "x", IdleTimeout = TimeSpan.FromTicks(12) }, true),
        ("idle and evicted", new() { SessionId = "x", IdleTimeout = TimeSpan.FromTicks(40), MaxOpenSessions = 4 }, true),
        ("started", new() { SessionStart = "open", MaxOpenSessions = 5 }, true),
        ("gaps", new() { SessionGap = TimeSpan.FromTicks(6), Bounded = true }, true),
        ("spans", new() { SessionSpan = TimeSpan.FromTicks(15) }, false),
        ("overlapping spans", new() { SessionSpan = TimeSpan.FromTicks(15), SessionStep = TimeSpan.FromTicks(5), MaxOpenSessions = 5 }, false),
        ("counts", new() { SessionCount = 4, IdleTimeout = TimeSpan.FromTicks(30) }, false),
        ("endless", new() { MaxOpenSessions = 4 }, false),
    ];

    private enum StepKind
    {
        Events,
        CloseIdle,
    }

    private sealed record Step(StepKind Kind, (int Entity, ushort Key, int Time)[] Events, int Arrived, bool Saves, bool Kills, int Keeps);

    [Fact]
    public void What_is_said_does_not_hang_on_saves_kills_and_passivation() => Check((set, steps) =>
    {
        NextKeyModel model = set.Bounded ? Bounded : Unbounded;
        HostedStream whole = Create(model, set.Options), broken = Create(model, set.Options);
        foreach (Step step in steps)
            Do(whole, step);
        whole.End();

        int kills = 0;
        broken.Save();
        while (broken.Blocks < steps.Length)
        {
            Step step = steps[broken.Blocks];
            Do(broken, step);
            if (step.Keeps >= 0)
                broken.Passivate(step.Keeps);
            if (step.Saves)
                broken.Save();
            if (step.Keeps % 2 == 1)
                broken.Passivate(0);
            if (step.Kills && kills++ < 8)
                broken.Kill();
        }

        broken.End();
        broken.Verdicts.ShouldBe(whole.Verdicts, set.Name);
    });

    [Fact]
    public void A_hosted_judge_says_what_one_with_its_own_predictor_says() => Check((set, steps) =>
    {
        NextKeyModel model = set.Bounded ? Bounded : Unbounded;
        HostedStream hosted = Create(model, set.Options);
        var own = new LogJudge(model, Combination, set.Options, cacheMegabytes: 1);
        foreach (Step step in steps.Where(step => step.Kind == StepKind.Events))
        {
            EventBlock block = Block(step);
            hosted.Add(block);
            own.Judge(block);

            hosted.Judge.Judgements.ShouldBe(own.Judgements);
            hosted.Judge.Endings.Select(Bare).ShouldBe(own.Endings.Select(Bare));
        }

        static Ending Bare(Ending ending) =>
            ending with { LastPlace = default, Entity = default, LastRaw = default, Worst = ending.Worst with { Place = default, Raw = default } };
    });

    [Fact]
    public void The_lines_of_an_ending_are_told_with_the_places_that_they_came_from() => Check((set, steps) =>
    {
        Dictionary<long, SourcePlace> places = [];
        HostedStream stream = Create(set.Bounded ? Bounded : Unbounded, set.Options);
        foreach (Step step in steps)
        {
            if (step.Kind == StepKind.Events)
            {
                EventBlock block = Block(step);
                for (int i = 0; i < block.Count; i++)
                    places[block[i].LineNumber] = new SourcePlace(block.Origin, block[i].Position);
            }

            Do(stream, step);
            CheckEndings();
            stream.Passivate(Math.Max(0, step.Keeps));
            stream.Save();
            if (step.Kills)
                stream.Kill();
        }

        void CheckEndings()
        {
            foreach (Ending ending in stream.Judge.Endings)
            {
                ending.LastPlace.ShouldBe(places[ending.LastLine]);
                if (ending.Verdict.IsToBeTold)
                    ending.Worst.Place.ShouldBe(places[ending.Worst.Number]);
            }
        }
    });

    private static HostedStream Create(NextKeyModel model, SessionOptions options) =>
        new(model, Combination, () => LogJudge.Hosted(model, Combination, options));

    private static void Do(HostedStream stream, Step step)
    {
        if (step.Kind == StepKind.CloseIdle)
            stream.CloseIdle(step.Arrived - 10);
        else
            stream.Add(Block(step));
    }

    private static EventBlock Block(Step step)
    {
        var block = new EventBlock();
        block.Clear(0, step.Arrived, origin: 1 + (step.Arrived % 7));
        long line = (long)step.Arrived << 40; // a place in a log is a big number
        foreach ((int entity, ushort key, int time) in step.Events)
        {
            // One of them is longer than identifiers are kept.
            byte[] name = Encoding.UTF8.GetBytes(entity == 0 ? new string('x', 300) : $"e{entity}");
            block.Add(
                Encoding.UTF8.GetBytes(MadeEvents.RawOf($"e{entity}", key, line)),
                name,
                [],
                new EventRow { LineNumber = line, Position = 3 * (line++ & 0xFF), Time = time < 0 ? ParsedLine.NoTime : time, Key = key, Weight = 1, Opens = key == MadeModels.Open });
        }

        return block;
    }

    private static void Check(Action<(string Name, SessionOptions Options, bool Bounded), Step[]> check)
    {
        var moves =
            from entity in Gen.Choose(0, 6)
            from key in Gen.Choose(2, 8)
            from move in Gen.Frequency((8, Gen.Choose(0, 3)), (1, Gen.Choose(4, 20)), (1, Gen.Choose(-20, -1)))
            from hasTime in Gen.Frequency((9, Gen.Constant(true)), (1, Gen.Constant(false)))
            select (entity, (ushort)key, move, hasTime);
        var steps =
            from kind in Gen.Frequency((6, Gen.Constant(StepKind.Events)), (1, Gen.Constant(StepKind.CloseIdle)))
            from size in Gen.Choose(0, 9)
            from events in moves.ArrayOf(size)
            from arrives in Gen.Frequency((5, Gen.Choose(0, 6)), (1, Gen.Choose(-15, 0)))
            from saves in Gen.Elements(true, false)
            from kills in Gen.Frequency((1, Gen.Constant(true)), (3, Gen.Constant(false)))
            from keeps in Gen.Choose(-2, 4)
            select (kind, events, arrives, saves, kills, keeps);
        Prop.ForAll(
            (from set in Gen.Elements(Sets) from given in steps.ArrayOf() select (set, given)).ToArbitrary(),
            given =>
            {
                int time = 1_000, arrived = 100;
                check(given.set, [.. given.given.Select(step => new Step(
                    step.kind,
                    [.. step.events.Select(each => (each.entity, each.Item2, each.hasTime ? time += each.move : -1))],
                    arrived += step.arrives,
                    step.saves,
                    step.kills,
                    step.keeps))]);
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(400));
    }
}
