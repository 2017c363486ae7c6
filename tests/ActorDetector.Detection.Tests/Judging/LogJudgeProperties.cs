using ActorDetector.Detection.Events;
using ActorDetector.Detection.NextKey;
using ActorDetector.Detection.Tests.Made;
using ActorDetector.Logs.Sessions;
using FsCheck;
using FsCheck.Fluent;

namespace ActorDetector.Detection.Tests.Judging;

public sealed class LogJudgeProperties
{
    private static readonly NextKeyModel Model = MadeModels.Untrained(keys: 9, g: 3);

    // Few entities and keys, so that sessions, windows and unseen keys repeat.
    private static readonly Gen<(string Entity, ushort Key)[]> Events =
        (from entity in Gen.Choose(0, 5) from key in Gen.Choose(2, 8) select ($"e{entity}", (ushort)key)).ArrayOf();

    [Fact]
    public void Verdicts_do_not_hang_on_how_events_are_cut_into_blocks() =>
        Check((from events in Events from cut in Gen.Choose(1, 7) from most in Gen.Choose(1, 6) select (events, cut, most)).ToArbitrary(), given =>
        {
            var options = new SessionOptions { MaxOpenSessions = given.most };
            List<EventBlock> cut = [];
            for (int i = 0; i < given.events.Length; i += given.cut)
                cut.Add(MadeEvents.Block(given.events.Skip(i).Take(given.cut), firstLine: i + 1));
            ShouldBeSame(Verdicts.Of(Model, cut, options), Verdicts.Of(Model, [MadeEvents.Block(given.events)], options));
        });

    [Fact]
    public void The_same_events_give_the_same_verdicts_bit_for_bit() => Check(Events.ToArbitrary(), events =>
        ShouldBeSame(Verdicts.Of(Model, [MadeEvents.Block(events)]), Verdicts.Of(Model, [MadeEvents.Block(events)])));

    [Fact]
    public void A_session_is_judged_as_if_it_were_alone() => Check(Events.ToArbitrary(), events =>
    {
        Verdicts together = Verdicts.Of(Model, [MadeEvents.Block(events)]);
        foreach (string entity in events.Select(item => item.Entity).Distinct())
        {
            Verdicts alone = Verdicts.Of(Model, [MadeEvents.Block(events.Where(item => item.Entity == entity))]);
            int session = together.Events[Array.FindIndex(events, item => item.Entity == entity)].Session;

            alone.Events.Select(verdict => verdict with { Session = session })
                .ShouldBe(together.Events.Where((_, i) => events[i].Entity == entity));
            alone.Ends.Single().Verdict.ShouldBe(together.Ends.Single(end => end.Entity == entity).Verdict with { Session = 0 });
        }
    });

    [Fact]
    public void Verdicts_do_not_hang_on_the_size_of_the_cache()
    {
        // Far more distinct windows than a cache of one MiB holds.
        NextKeyModel wide = MadeModels.Untrained(keys: 500, g: 20);
        var random = new Random(17);
        (string, ushort)[] events = [.. Enumerable.Range(0, 6_000).Select(_ => ($"e{random.Next(20)}", (ushort)random.Next(2, 500)))];
        EventBlock[] blocks = [.. events.Chunk(700).Select(part => MadeEvents.Block(part))];

        ShouldBeSame(Verdicts.Of(wide, blocks, cacheMegabytes: 1), Verdicts.Of(wide, blocks, cacheMegabytes: 64));
    }

    private static void ShouldBeSame(Verdicts one, Verdicts other)
    {
        one.Events.ShouldBe(other.Events);
        one.Ends.ShouldBe(other.Ends);
    }

    private static void Check<T>(Arbitrary<T> given, Action<T> check) => Prop.ForAll(given, check).QuickCheckThrowOnFailure();
}
