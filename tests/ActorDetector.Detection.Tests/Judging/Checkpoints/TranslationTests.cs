using ActorDetector.Detection.Combination;
using ActorDetector.Detection.Judging;
using ActorDetector.Detection.Judging.Checkpoints;
using ActorDetector.Detection.Tests.Made;

namespace ActorDetector.Detection.Tests.Judging.Checkpoints;

public sealed class TranslationTests
{
    private static readonly string[] Old = ["pad", "end", "unseen", "open", "read", "gone", "close"];
    private static readonly string[] New = ["pad", "end", "unseen", "close", "more", "open", "read"];

    private static readonly DetectorCombination Combination = new(
        VoteScale.Silent, VoteScale.Silent, [new("made", new MadeDetector(_ => 1), VoteScale.At(0))], NormalSessions: 9);

    [Fact]
    public void Keys_are_translated_by_their_texts()
    {
        KeyTranslation keys = KeyTranslation.Between(Old, New);

        Enumerable.Range(0, 7).Select(key => keys[(ushort)key]).ShouldBe(new ushort[] { 0, 1, 2, 5, 6, LogKey.Unseen, 3 });
        keys[99].ShouldBe(LogKey.Unseen);
    }

    [Theory]
    [InlineData(4, "0 5 6 2")]
    [InlineData(6, "0 0 0 5 6 2")]
    [InlineData(2, "6 2")]
    public void Open_sessions_go_on_with_the_new_model_whether_they_are_passive_or_not(int window, string expected)
    {
        KeyTranslation keys = KeyTranslation.Between(Old, New);
        foreach (bool passive in new[] { false, true })
        {
            LogJudge before = LogJudge.Hosted(MadeModels.Untrained(7, 3, window: 4), Combination, MadeModels.ByEntity);
            Answer(before, MadeEvents.Block("a:3 b:3 a:4 a:5"), 4);
            IReadOnlyList<PassivatedSession> passivated = before.Passivate(passive ? 0 : 2);
            LogJudge after = LogJudge.Hosted(MadeModels.Untrained(7, 3, window), Combination, MadeModels.ByEntity);

            after.Adopt(before, keys);
            (after.Resident, after.Passive).ShouldBe(passive ? (0, 2) : (2, 0));
            foreach (PassivatedSession session in passivated)
                after.Activate(after.Translate(session.Content, keys));

            Answer(after, MadeEvents.Block("a:3", firstLine: 5), window).ShouldBe([expected]);
            after.SessionsOpened.ShouldBe(2);
            SavedDelta delta = after.SaveChanged()!;
            LogJudge restored = LogJudge.Hosted(MadeModels.Untrained(7, 3, window), Combination, MadeModels.ByEntity);
            restored.Restore(after.SaveParts().ToDictionary(part => part.Name, part => part.Content));
            restored.Apply(delta.Number, delta.Content);
            restored.EndRestore();
            restored.BeginEnd().ShouldBeTrue();
            restored.Endings.Select(ending => string.Join(' ', restored.EndingKeys(ending).ToArray())).ShouldBe(["5 6 2 3", "5"]);
        }
    }

    private static List<string> Answer(LogJudge judge, Detection.Events.EventBlock block, int length)
    {
        List<string> asked = [];
        judge.Begin(block);
        while (judge.NextWindows(out ReadOnlyMemory<ushort> windows))
        {
            asked.AddRange(windows.ToArray().Chunk(length).Select(window => string.Join(' ', window)));
            judge.Answer(Enumerable.Repeat(-2f, windows.Length / length * 7).ToArray());
        }

        return asked;
    }
}
