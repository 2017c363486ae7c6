using ActorDetector.Learning.Boundaries;
using ActorDetector.Learning.Components;
using ActorDetector.Learning.Forests;
using ActorDetector.Learning.Rows;

namespace ActorDetector.Learning.Tests.Rows;

public sealed class RowModelTests
{
    private static readonly WeightedRows Counts = MadeRows.Of([.. Enumerable.Range(0, 50).Select(i => (float[])[i % 7, i % 11, i % 3])]);

    public static TheoryData<string> Models => [nameof(IsolationForest), nameof(PrincipalComponents), nameof(OneClassBoundary)];

    [Theory]
    [MemberData(nameof(Models))]
    public void A_score_allocates_nothing(string kind)
    {
        IRowModel model = Train(kind);
        float[] row = [1, 20, 3];
        model.Score(row);
        Allocation.Of(() =>
        {
            for (int i = 0; i < 100; i++)
                model.Score(row);
        }).ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Many_threads_get_the_same_scores(string kind)
    {
        IRowModel model = Train(kind);
        float[] expected = model.Scores(Counts);
        Parallel.For(0, 8, _ => model.Scores(Counts).ShouldBe(expected));
    }

    private static IRowModel Train(string kind) => kind switch
    {
        nameof(IsolationForest) => IsolationForest.Train(Counts, new(), 1),
        nameof(PrincipalComponents) => PrincipalComponents.Train(Counts, new() { ComponentVariance = 0.5 }),
        _ => OneClassBoundary.Train(Counts, new() { BoundaryNu = 0.2 }, 1),
    };
}
