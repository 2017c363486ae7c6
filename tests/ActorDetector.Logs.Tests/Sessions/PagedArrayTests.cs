using ActorDetector.Logs.Sessions;

namespace ActorDetector.Logs.Tests.Sessions;

public sealed class PagedArrayTests
{
    [Fact]
    public void Each_index_has_an_element_of_its_own_across_pages()
    {
        var numbers = new PagedArray<int>();
        numbers.Grow(10_000);
        for (int i = 0; i < 10_000; i++)
            numbers[i] = i;

        for (int i = 0; i < 10_000; i++)
            numbers[i].ShouldBe(i);
    }

    [Fact]
    public void Each_index_has_a_row_of_its_own_across_pages()
    {
        var rows = new PagedArray<int>(3);
        for (int i = 0; i < 10_000; i++)
        {
            rows.Grow(i + 1);
            rows.Row(i).Fill(i);
        }

        for (int i = 0; i < 10_000; i++)
            rows.Row(i).ToArray().ShouldBe([i, i, i]);
    }

    [Fact]
    public void What_was_never_written_is_zero_and_what_was_stays_when_the_array_grows()
    {
        var rows = new PagedArray<ushort>(2);
        rows.Grow(1);
        rows[0] = 7;
        rows.Grow(123_457);

        rows.Row(0).ToArray().ShouldBe([7, 0]);
        rows.Row(123_456).ToArray().ShouldBe([0, 0]);
    }
}
