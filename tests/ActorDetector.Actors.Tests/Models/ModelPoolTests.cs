using ActorDetector.Actors.Models;
using ActorDetector.Actors.Tests.Made;
using ActorDetector.Detection.NextKey;
using ActorDetector.Learning.Lstm;
using ActorDetector.Learning.Randomness;

namespace ActorDetector.Actors.Tests.Models;

public sealed class ModelPoolTests
{
    private const int Windows = 1500;

    private static readonly LstmNetwork Network = LstmNetwork.Create(new LstmShape(Window: 5, Keys: 12, Embedding: 8, Hidden: 8, Layers: 1), seed: 7);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public async Task Any_number_of_actors_predicts_what_one_predictor_does_bit_for_bit(int actors)
    {
        ushort[] windows = Random(Windows);
        await using var pool = new ModelPool(Network, actors, cacheMegabytes: 1, new KeptLetters());
        float[] together = new float[Windows * 12];
        await pool.PredictAsync(windows, together);

        together.ShouldBe(Alone(windows));
    }

    [Fact]
    public async Task A_window_that_comes_again_is_remembered_by_the_actor_that_it_belongs_to()
    {
        ushort[] windows = Random(200);
        await using var pool = new ModelPool(Network, 3, cacheMegabytes: 1, new KeptLetters());
        float[] first = new float[200 * 12], again = new float[200 * 12];
        await pool.PredictAsync(windows, first);
        long misses = pool.Misses;
        await pool.PredictAsync(windows, again);

        again.ShouldBe(first);
        misses.ShouldBeGreaterThan(0);
        pool.Misses.ShouldBe(misses);
        pool.Hits.ShouldBeGreaterThanOrEqualTo(200);
    }

    [Fact]
    public async Task A_larger_memory_remembers_more()
    {
        (await RememberedAsync(cacheMegabytes: 16)).ShouldBeGreaterThan(2 * await RememberedAsync(cacheMegabytes: 1));

        static async Task<long> RememberedAsync(int cacheMegabytes)
        {
            ushort[] windows = Random(60_000);
            await using var pool = new ModelPool(Network, 1, cacheMegabytes, new KeptLetters());
            float[] found = new float[60_000 * 12];
            await pool.PredictAsync(windows, found);
            long before = pool.Hits;
            await pool.PredictAsync(windows, found);
            return pool.Hits - before;
        }
    }

    [Fact]
    public async Task Many_may_ask_at_once()
    {
        await using var pool = new ModelPool(Network, 2, cacheMegabytes: 1, new KeptLetters());
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async seed =>
        {
            ushort[] windows = Random(300, (ulong)seed);
            float[] found = new float[300 * 12];
            for (int time = 0; time < 5; time++)
            {
                await pool.PredictAsync(windows, found);
                found.ShouldBe(Alone(windows));
            }
        }));
    }

    private static ushort[] Random(int windows, ulong seed = 1)
    {
        var random = new SeededGenerator(seed);
        return [.. Enumerable.Range(0, windows * 5).Select(_ => (ushort)(random.NextBits() % 12))];
    }

    private static float[] Alone(ushort[] windows)
    {
        var predictor = new WindowPredictor(Network, 1);
        int count = windows.Length / 5;
        float[] found = new float[count * 12];
        for (int i = 0; i < count; i++)
        {
            int[] row = new int[1];
            predictor.Predict(windows.AsSpan(i * 5, 5), row);
            predictor.Cache.Prediction(row[0]).CopyTo(found.AsSpan(i * 12));
        }

        return found;
    }
}
