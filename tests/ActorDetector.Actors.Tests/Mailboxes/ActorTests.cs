using System.Threading.Channels;
using ActorDetector.Actors.Mailboxes;
using ActorDetector.Actors.Tests.Made;

namespace ActorDetector.Actors.Tests.Mailboxes;

public sealed class ActorTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly KeptLetters _letters = new();

    [Fact]
    public async Task Messages_are_taken_one_at_a_time_in_their_order()
    {
        var adder = new Adder(_letters);
        adder.Start();
        for (int i = 1; i <= 1000; i++)
            await adder.TellAsync(new Adder.Add(i));

        (await adder.AskAsync<string>(reply => new Adder.Sum(reply), Patience, TimeProvider.System)).ShouldBe("500500 from 1000, at most 1 at once");
        await adder.DisposeAsync();
    }

    [Fact]
    public async Task A_message_that_throws_is_set_aside_and_the_actor_goes_on_from_its_last_good_state()
    {
        var adder = new Adder(_letters);
        adder.Start();
        await adder.TellAsync(new Adder.Add(1));
        await adder.TellAsync(new Adder.Add(-1));
        await adder.TellAsync(new Adder.Add(2));

        (await adder.AskAsync<string>(reply => new Adder.Sum(reply), Patience, TimeProvider.System)).ShouldBe("3 from 2, at most 1 at once");
        _letters.Letters.ShouldBe([("adder", "Add", "less than nothing")]);
        await adder.DisposeAsync();
    }

    [Fact]
    public async Task Telling_waits_while_the_mailbox_is_full()
    {
        var adder = new Adder(_letters); // not started: nobody takes messages
        for (int i = 0; i < Adder.Capacity; i++)
            await adder.TellAsync(new Adder.Add(i));
        ValueTask more = adder.TellAsync(new Adder.Add(1));

        more.IsCompleted.ShouldBeFalse();
        adder.Depth.ShouldBe(Adder.Capacity);
        adder.Start();
        await more.AsTask().WaitAsync(Patience);
        await adder.DisposeAsync();
    }

    [Fact]
    public async Task An_answer_that_does_not_come_in_time_is_a_fault_that_names_the_actor()
    {
        var adder = new Adder(_letters);
        TimeoutException late = await Should.ThrowAsync<TimeoutException>(
            () => adder.AskAsync<string>(reply => new Adder.Sum(reply), TimeSpan.FromMilliseconds(20), TimeProvider.System));

        late.Message.ShouldContain("adder");
    }

    [Fact]
    public async Task Ending_does_what_is_in_the_mailbox_first_and_takes_no_more()
    {
        var adder = new Adder(_letters);
        for (int i = 0; i < Adder.Capacity; i++)
            await adder.TellAsync(new Adder.Add(1));
        adder.Start();
        await adder.DisposeAsync();

        adder.Total.ShouldBe(Adder.Capacity);
        await Should.ThrowAsync<ChannelClosedException>(() => adder.TellAsync(new Adder.Add(1)).AsTask());
    }

    private sealed class Adder(IDeadLetters deadLetters) : Actor<Adder.Message>("adder", Capacity, deadLetters)
    {
        public const int Capacity = 8;

        private int _count;
        private int _atOnce;
        private int _most;

        public int Total { get; private set; }

        protected override async ValueTask ReceiveAsync(Message message)
        {
            _most = Math.Max(_most, Interlocked.Increment(ref _atOnce));
            await Task.Yield();
            Interlocked.Decrement(ref _atOnce);
            switch (message)
            {
                case Add { Number: < 0 }:
                    throw new InvalidOperationException("less than nothing");
                case Add add:
                    Total += add.Number;
                    _count++;
                    break;
                case Sum sum:
                    sum.Reply.Give($"{Total} from {_count}, at most {_most} at once");
                    break;
            }
        }

        internal abstract record Message;

        internal sealed record Add(int Number) : Message;

        internal sealed record Sum(Reply<string> Reply) : Message;
    }
}
