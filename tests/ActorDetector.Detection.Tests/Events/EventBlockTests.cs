using System.Text;
using ActorDetector.Detection.Events;
using ActorDetector.Detection.Tests.Made;
using ActorDetector.Logs;

namespace ActorDetector.Detection.Tests.Events;

public sealed class EventBlockTests
{
    [Fact]
    public void Events_keep_their_own_texts_while_the_block_grows()
    {
        EventBlock block = MadeEvents.Block(Enumerable.Range(0, 5_000).Select(number => ($"entity{number / 3}", (ushort)(number % 7))));

        for (int i = 0; i < 5_000; i++)
        {
            block.Entity(i).SequenceEqual(Encoding.UTF8.GetBytes($"entity{i / 3}")).ShouldBeTrue();
            block.Raw(i).SequenceEqual(Encoding.UTF8.GetBytes(MadeEvents.RawOf($"entity{i / 3}", (ushort)(i % 7), i + 1))).ShouldBeTrue();
            block[i].LineNumber.ShouldBe(i + 1);
        }
    }

    [Fact]
    public void Neighbours_of_one_entity_share_its_name()
    {
        EventBlock block = MadeEvents.Block("host:3 host:4 other:3 host:3");

        block[1].Entity.ShouldBe(block[0].Entity);
        block[3].Entity.ShouldNotBe(block[0].Entity);
        Enumerable.Range(0, 4).Select(i => Encoding.UTF8.GetString(block.Entity(i))).ShouldBe(["host", "host", "other", "host"]);
    }

    [Fact]
    public void A_cleared_block_holds_nothing_and_counts_anew()
    {
        EventBlock block = MadeEvents.Block("a:3");
        block.Counts.Add(SkipReason.TooLong);

        block.Clear(source: 2);

        (block.Count, block.Source, block.Counts.Lines).ShouldBe((0, 2, 0));
        Should.Throw<IndexOutOfRangeException>(() => block[0].Key);
    }
}
