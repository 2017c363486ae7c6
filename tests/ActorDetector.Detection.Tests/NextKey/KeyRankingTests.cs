using ActorDetector.Detection.NextKey;

namespace ActorDetector.Detection.Tests.NextKey;

public sealed class KeyRankingTests
{
    //                                          PAD   END  UNSEEN
    private static readonly float[] Prediction = [-0.1f, -3f, -0.2f, -1f, -2f, -2f, -9f];

    [Theory]
    [InlineData(3, 1)]
    [InlineData(4, 2)]
    [InlineData(5, 3)]
    [InlineData(LogKey.End, 4)]
    [InlineData(6, 5)]
    public void A_key_ranks_behind_the_more_probable_ones_and_ties_go_to_the_smaller_key(int key, int rank) =>
        KeyRanking.Rank(Prediction, (ushort)key, bounded: true).ShouldBe(rank);

    [Fact]
    public void An_unseen_key_ranks_behind_all_others() =>
        KeyRanking.Rank(Prediction, LogKey.Unseen, bounded: true).ShouldBe(6);

    [Fact]
    public void The_top_keys_are_those_of_the_first_ranks()
    {
        var top = new ushort[3];

        KeyRanking.Top(Prediction, top, bounded: true).ShouldBe(3);

        top.ShouldBe([3, 4, 5]);
    }

    [Fact]
    public void A_small_vocabulary_has_fewer_top_keys_than_asked_for()
    {
        var top = new ushort[9];

        KeyRanking.Top(Prediction, top, bounded: true).ShouldBe(5);

        top[..5].ShouldBe([3, 4, 5, LogKey.End, 6]);
    }

    [Fact]
    public void The_end_of_unbounded_sessions_is_no_prediction()
    {
        float[] prediction = [-0.1f, -0.3f, -0.2f, -1f, -2f];
        var top = new ushort[9];

        KeyRanking.Top(prediction, top, bounded: false).ShouldBe(2);

        top[..2].ShouldBe([3, 4]);
        KeyRanking.Rank(prediction, 3, bounded: false).ShouldBe(1);
        KeyRanking.Rank(prediction, 4, bounded: false).ShouldBe(2);
        KeyRanking.Rank(prediction, LogKey.Unseen, bounded: false).ShouldBe(3);
    }

    [Fact]
    public void Rank_and_top_agree_on_any_prediction()
    {
        var random = new Random(3);
        for (int round = 0; round < 500; round++)
        {
            // Few distinct values, so that there are ties.
            float[] prediction = [.. Enumerable.Range(0, random.Next(4, 60)).Select(_ => -random.Next(0, 12) / 4f)];
            var top = new ushort[prediction.Length];

            int count = KeyRanking.Top(prediction, top, bounded: true);

            count.ShouldBe(prediction.Length - 2);
            for (int i = 0; i < count; i++)
                KeyRanking.Rank(prediction, top[i], bounded: true).ShouldBe(i + 1);
        }
    }

    [Fact]
    public void The_rank_is_that_of_a_plain_count_on_vocabularies_of_any_size()
    {
        var random = new Random(4);
        for (int keys = 4; keys < 200; keys++)
        {
            float[] prediction = [.. Enumerable.Range(0, keys).Select(_ => -random.Next(0, 30) / 4f)];

            for (ushort key = 0; key < keys; key++)
            {
                if (key is not (LogKey.Pad or LogKey.Unseen))
                    KeyRanking.Rank(prediction, key, bounded: true).ShouldBe(PlainRank(prediction, key));
            }
        }
    }

    private static int PlainRank(float[] prediction, ushort key) => 1 + Enumerable.Range(0, prediction.Length).Count(other =>
        other is not (LogKey.Pad or LogKey.Unseen)
        && (prediction[other] > prediction[key] || (prediction[other] == prediction[key] && other < key)));
}
