using ActorDetector.Actors.Nodes;

namespace ActorDetector.Actors.Tests.Nodes;

public sealed class SteadyTimeTests
{
    private readonly SetClock _clock = new();

    [Fact]
    public void Time_goes_on_by_the_steady_counter()
    {
        var steady = new SteadyTime(_clock);
        DateTimeOffset start = steady.GetUtcNow();
        _clock.Pass(TimeSpan.FromSeconds(3));

        (steady.GetUtcNow() - start).ShouldBe(TimeSpan.FromSeconds(3));
        steady.Jump.ShouldBe(TimeSpan.Zero);
    }

    [Theory]
    [InlineData(3600)]
    [InlineData(-3600)]
    public void A_clock_that_is_set_moves_nothing_but_is_told_of(int seconds)
    {
        var steady = new SteadyTime(_clock);
        var watch = new ClockWatch(steady);
        DateTimeOffset start = steady.GetUtcNow();
        watch.Trouble.ShouldBeNull();
        _clock.Set(TimeSpan.FromSeconds(seconds));

        steady.GetUtcNow().ShouldBe(start);
        watch.Trouble!.ShouldContain(seconds > 0 ? "forward by 01:00:00" : "back by 01:00:00");
    }

    private sealed class SetClock : TimeProvider
    {
        private long _stamp;
        private DateTimeOffset _now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override DateTimeOffset GetUtcNow() => _now;

        public override long GetTimestamp() => _stamp;

        public void Pass(TimeSpan time)
        {
            _stamp += time.Ticks;
            _now += time;
        }

        public void Set(TimeSpan ahead) => _now += ahead;
    }
}
