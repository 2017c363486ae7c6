using ActorDetector.Detection.Combination;
using ActorDetector.Detection.Events;
using ActorDetector.Detection.NextKey;
using ActorDetector.Detection.Tests.Made;
using ActorDetector.Logs.Sessions;
using FsCheck;
using FsCheck.Fluent;

namespace ActorDetector.Detection.Tests.Judging;

public sealed class CombinedJudgeProperties
{
    private static readonly NextKeyModel Model = MadeModels.Untrained(keys: 9, g: 3);

    // Its vote tells one sequence of keys from another; most sessions have less than a whole vote of it.
    private static readonly VotingDetector Fingerprint =
        new("fingerprint", new MadeDetector(keys => keys.Aggregate(7, (hash, key) => ((hash * 31) + key) % 1_009)), new VoteScale(-1, 1_000));

    // Ranks are whole votes, parts of one, or none.
    private static readonly DetectorCombination Combination = new(new VoteScale(4, 6), new VoteScale(2, 2.2), [Fingerprint], NormalSessions: 100);

    // Few entities and keys, so that slots are used again, windows repeat, and sessions open, end and are cut within a block.
    private static readonly Gen<(string Entity, ushort Key)[]> Events =
        (from entity in Gen.Choose(0, 4) from key in Gen.Choose(2, 8) select ($"e{entity}", (ushort)key)).ArrayOf();

    [Fact]
    public void Verdicts_do_not_hang_on_how_events_are_cut_into_blocks() => Check((events, cut, options) =>
        Judge(events, cut, options).ShouldBe(Judge(events, int.MaxValue, options)));

    [Fact]
    public void A_session_has_the_votes_on_its_own_keys_whatever_slot_it_had() => Check((events, cut, options) =>
    {
        foreach (CombinedVerdict verdict in Judge(events, cut, options))
        {
            ushort[] keys = [.. verdict.Keys.Split(' ').Select(ushort.Parse)];
            bool isCut = verdict.Reason is CloseReason.Length or CloseReason.Evicted;

            verdict.Verdict.BySessions.Sum.ShouldBe(isCut ? 0 : Fingerprint.Scale.Vote(((MadeDetector)Fingerprint.Detector).Score(new Detection.Detectors.SessionView(keys, []))));
        }
    });

    [Fact]
    public void The_keys_of_closed_sessions_are_all_the_keys_there_were() => Check((events, cut, options) =>
        Judge(events, cut, options).SelectMany(verdict => verdict.Keys.Split(' ').Select(ushort.Parse)).Order()
            .ShouldBe(events.Select(item => item.Key).Order()));

    [Fact]
    public void What_is_told_of_a_session_is_a_line_of_it_with_a_known_key() => Check((events, cut, options) =>
    {
        foreach (CombinedVerdict verdict in Judge(events, cut, options).Where(verdict => verdict.Verdict.IsToBeTold))
        {
            (string entity, ushort key) = events[verdict.WorstNumber - 1];

            entity.ShouldBe(verdict.Entity);
            verdict.WorstRaw.ShouldBe(MadeEvents.RawOf(entity, key, verdict.WorstNumber));
            key.ShouldNotBe(LogKey.Unseen);
            verdict.Worst.Expected.ShouldNotBeEmpty();
        }
    });

    private static List<CombinedVerdict> Judge((string Entity, ushort Key)[] events, int cut, SessionOptions options)
    {
        List<EventBlock> blocks = [];
        for (int from = 0; from < events.Length; from += Math.Min(cut, events.Length))
        {
            var block = new EventBlock();
            block.Clear(0);
            for (int i = from; i < Math.Min((long)events.Length, (long)from + cut); i++)
                MadeEvents.Add(block, events[i].Entity, events[i].Key, i + 1, opens: options.SessionStart is not null && events[i].Key == MadeModels.Open);
            blocks.Add(block);
        }

        return CombinedVerdict.Of(Model, Combination, blocks, options);
    }

    private static void Check(Action<(string Entity, ushort Key)[], int, SessionOptions> check) => Prop.ForAll(
        (from events in Events
         from cut in Gen.Choose(1, 7)
         from open in Gen.Choose(1, 6)
         from length in Gen.Choose(1, 9)
         from starts in Gen.Elements(true, false)
         select (events, cut, new SessionOptions { MaxOpenSessions = open, MaxSessionLength = length, SessionStart = starts ? "open" : null, SessionId = "x" })).ToArbitrary(),
        given => check(given.events, given.cut, given.Item3)).QuickCheckThrowOnFailure();
}
