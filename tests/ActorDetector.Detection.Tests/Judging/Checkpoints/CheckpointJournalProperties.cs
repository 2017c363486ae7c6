using ActorDetector.Detection.Judging.Checkpoints;
using FsCheck;
using FsCheck.Fluent;

namespace ActorDetector.Detection.Tests.Judging.Checkpoints;

public sealed class CheckpointJournalProperties
{
    [Fact]
    public void The_needed_deltas_hold_the_last_state_of_every_session() => Prop.ForAll(Runs, run =>
    {
        var journal = new CheckpointJournal();
        Dictionary<int, int> states = [];
        SortedDictionary<long, Dictionary<int, int?>> deltas = [];
        HashSet<int> gone = [];
        int now = 0;
        foreach ((int[] changed, int[] closed) in run)
        {
            foreach (int slot in changed)
            {
                states[slot] = now++;
                journal.Change(slot);
            }

            foreach (int slot in closed.Where(states.ContainsKey))
            {
                states.Remove(slot);
                if (journal.Remove(slot))
                    gone.Add(slot);
            }

            Dictionary<int, int?> delta = gone.ToDictionary(slot => slot, _ => (int?)null);
            gone.Clear();
            for (int slot = journal.NextSlot(); slot >= 0; slot = journal.NextSlot())
            {
                delta[slot] = states[slot];
                journal.Write(slot, 60_000);
            }

            deltas.Add(journal.Next, delta);
            journal.Close(delta.Count * 60_000L);
            foreach (long old in deltas.Keys.Where(number => number < journal.First).ToArray())
                deltas.Remove(old);

            Dictionary<int, int> restored = [];
            foreach ((int slot, int? state) in deltas.Values.SelectMany(each => each))
            {
                restored.Remove(slot);
                if (state is { } known)
                    restored.Add(slot, known);
            }

            restored.OrderBy(pair => pair.Key).ShouldBe(states.OrderBy(pair => pair.Key));
            journal.LiveBytes.ShouldBe(states.Count * 60_000L);
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Fact]
    public void Deltas_stay_below_a_few_times_the_live_bytes_and_each_writes_little_again()
    {
        const int sessions = 20_000, each = 200;
        var journal = new CheckpointJournal();
        var random = new Random(5);
        for (int slot = 0; slot < sessions; slot++)
            journal.Change(slot);
        Save(journal);
        for (int save = 0; save < 3_000; save++)
        {
            // Most changes are of a few hot sessions: what is old is all alive.
            for (int i = 0; i < 50; i++)
                journal.Change(random.Next(10) == 0 ? random.Next(sessions) : random.Next(40));

            int written = Save(journal);

            written.ShouldBeLessThanOrEqualTo(50 + 50 + 1);
            journal.Bytes.ShouldBeLessThan(5L * sessions * each);
        }

        static int Save(CheckpointJournal journal)
        {
            int written = 0;
            for (int slot = journal.NextSlot(); slot >= 0; slot = journal.NextSlot())
            {
                journal.Write(slot, each);
                written++;
            }

            journal.Close(written * each);
            return written;
        }
    }

    private static Arbitrary<(int[] Changed, int[] Closed)[]> Runs =>
        (from changed in Gen.Choose(0, 12).ArrayOf() from closed in Gen.Choose(0, 12).ArrayOf(2) select (changed, closed)).ArrayOf().ToArbitrary();
}
