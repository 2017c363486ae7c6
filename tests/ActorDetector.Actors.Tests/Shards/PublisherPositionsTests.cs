using ActorDetector.Actors.ShardLogs;
using ActorDetector.Actors.Shards;
using FsCheck;
using FsCheck.Fluent;

namespace ActorDetector.Actors.Tests.Shards;

public class PublisherPositionsTests
{
    private readonly PublisherPositions _positions = new([]);

    [Fact]
    public void Entries_are_taken_in_sequence_once_each()
    {
        Take(1, 1).ShouldBeTrue();
        Take(2, 1).ShouldBeTrue();
        Take(2, 1).ShouldBeFalse();
        Take(1, 1).ShouldBeFalse();
        Take(3, 2).ShouldBeTrue();
    }

    [Fact]
    public void One_that_comes_too_early_is_left_and_taken_when_it_comes_again_behind_the_missing_one()
    {
        Take(1, 1).ShouldBeTrue();
        Take(3, 2).ShouldBeFalse();
        Take(2, 2).ShouldBeTrue();
        Take(3, 2).ShouldBeTrue();
    }

    [Fact]
    public void Publishers_are_apart()
    {
        Take(1, 1).ShouldBeTrue();
        _positions.IsNext(new Publication("other", 1, 1)).ShouldBeTrue();
    }

    [Fact]
    public void Entries_that_were_confirmed_and_never_came_are_counted_once_and_what_follows_is_taken()
    {
        Take(1, 1).ShouldBeTrue();
        var late = new Publication("p", 9, 7);
        _positions.Missing(late).ShouldBe(5);
        _positions.IsNext(late).ShouldBeFalse(); // 7 and 8 come again
        _positions.Missing(late).ShouldBe(0);
        Take(7, 7).ShouldBeTrue();
    }

    [Fact]
    public void Nothing_is_missing_before_a_repeat()
    {
        Take(1, 1).ShouldBeTrue();
        Take(2, 1).ShouldBeTrue();
        _positions.Missing(new Publication("p", 1, 1)).ShouldBe(0);
    }

    [Fact]
    public void What_was_committed_is_known_again_and_is_no_producer_of_lines()
    {
        Take(1, 1).ShouldBeTrue();
        Take(2, 1).ShouldBeTrue();
        IReadOnlyList<KeyValuePair<string, long>> saved = _positions.TakeChanged();
        saved.ShouldAllBe(one => PublisherPositions.Has(one.Key));
        var again = new PublisherPositions(saved);
        again.IsNext(new Publication("p", 2, 1)).ShouldBeFalse();
        again.IsNext(new Publication("p", 3, 1)).ShouldBeTrue();
    }

    [Fact]
    public void However_a_publisher_must_send_again_every_entry_is_taken_once_and_in_order_and_none_is_missed() =>
        Prop.ForAll(ArbMap.Default.ArbFor<NonEmptyArray<byte>>(), faults =>
        {
            var positions = new PublisherPositions([]);
            List<long> taken = [];
            long confirmed = 0;
            const int Entries = 40;
            int fault = 0;
            while (confirmed < Entries)
            {
                // A few are sent, of which one may be refused; from there on all are sent again.
                long settled = confirmed + 1, refused = confirmed + 1 + (faults.Get[fault++ % faults.Get.Length] % 5);
                long last = Math.Min(Entries, confirmed + 4);
                for (long sequence = settled; sequence <= last; sequence++)
                {
                    if (sequence == refused)
                        continue;
                    var publication = new Publication("p", sequence, settled);
                    positions.Missing(publication).ShouldBe(0);
                    if (!positions.IsNext(publication))
                        continue;
                    taken.Add(sequence);
                    positions.Took(publication);
                }

                confirmed = fault > 1000 ? last : Math.Min(last, refused - 1);
                if (fault > 1000)
                    break;
            }

            taken.ShouldBe(Enumerable.Range(1, taken.Count).Select(number => (long)number));
        }).QuickCheckThrowOnFailure();

    private bool Take(long sequence, long settled)
    {
        var publication = new Publication("p", sequence, settled);
        bool isNext = _positions.IsNext(publication);
        _positions.Took(publication);
        return isNext;
    }
}
