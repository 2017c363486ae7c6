using ActorDetector.Detection.NextKey;

namespace ActorDetector.Detection.Tests.NextKey;

public sealed class PredictionCacheTests
{
    [Fact]
    public void A_prediction_once_filled_in_is_known()
    {
        var cache = new PredictionCache(window: 2, keys: 3, megabytes: 1, batch: 8);
        int row = cache.Row([1, 2], out bool first);
        new float[] { 7, 8, 9 }.CopyTo(cache.Prediction(row));

        int again = cache.Row([1, 2], out bool second);

        (first, second).ShouldBe((false, true));
        cache.Prediction(again).ToArray().ShouldBe([7, 8, 9]);
        (cache.Hits, cache.Misses).ShouldBe((1, 1));
    }

    [Fact]
    public void Windows_that_differ_in_one_key_only_do_not_share_a_prediction()
    {
        var cache = new PredictionCache(window: 10, keys: 4, megabytes: 1, batch: 8);

        int one = cache.Row([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], out _);
        int other = cache.Row([1, 2, 3, 4, 5, 6, 7, 8, 9, 11], out bool known);

        known.ShouldBeFalse();
        other.ShouldNotBe(one);
    }

    [Fact]
    public void It_stays_within_its_bound_and_keeps_what_is_used()
    {
        const int keys = 1024;
        var cache = new PredictionCache(window: 2, keys, megabytes: 1, batch: 1);
        int capacity = cache.Capacity;
        capacity.ShouldBeInRange(100, 128);

        for (int i = 0; i < capacity * 20; i++)
        {
            cache.MakeRoom(1);
            int row = cache.Row([(ushort)(i & 0xFFFF), (ushort)(i >> 16)], out bool known);
            known.ShouldBeFalse();
            cache.Prediction(row).Fill(i);

            cache.MakeRoom(1);
            int used = cache.Row([9, 9999], out known);
            known.ShouldBe(i > 0);
            if (!known)
                cache.Prediction(used).Fill(-1);
            cache.Prediction(used)[keys - 1].ShouldBe(-1);
        }

        cache.MakeRoom(1);
        cache.Row([0, 0], out bool forgotten);
        forgotten.ShouldBeFalse();
    }

    [Fact]
    public void The_largest_bound_has_as_many_predictions_as_an_array_can_hold() =>
        new PredictionCache(window: 10, keys: 1_000, megabytes: 65_536, batch: 512).Capacity.ShouldBe(Array.MaxLength / 1_000);
}
