using ActorDetector.Detection.NextKey;
using ActorDetector.Detection.Training;

namespace ActorDetector.Detection.Tests.NextKey;

public sealed class WindowIndexTests
{
    [Fact]
    public void Windows_are_numbered_in_the_order_in_which_they_first_come()
    {
        var index = new WindowIndex(3);

        index.FindOrAdd([1, 2, 3], out bool first).ShouldBe(0);
        index.FindOrAdd([3, 2, 1], out bool second).ShouldBe(1);
        index.FindOrAdd([1, 2, 3], out bool again).ShouldBe(0);

        (first, second, again).ShouldBe((true, true, false));
        index.Windows.ToArray().ShouldBe([1, 2, 3, 3, 2, 1]);
    }

    [Fact]
    public void It_gives_every_window_the_number_that_a_dictionary_would()
    {
        var random = new Random(5);
        var index = new WindowIndex(5);
        var expected = new Dictionary<string, int>();

        for (int i = 0; i < 50_000; i++)
        {
            ushort[] window = [.. Enumerable.Range(0, 5).Select(_ => (ushort)random.Next(0, 9))];
            string text = string.Join(' ', window);
            bool isNew = expected.TryAdd(text, expected.Count);

            index.Find(window).ShouldBe(isNew ? -1 : expected[text]);
            index.FindOrAdd(window, out bool added).ShouldBe(expected[text]);
            added.ShouldBe(isNew);
        }

        index.Count.ShouldBe(expected.Count);
    }

    [Fact]
    public void A_cleared_index_knows_no_window()
    {
        var index = new WindowIndex(2);
        index.FindOrAdd([7, 7], out _);

        index.Clear();

        index.Find([7, 7]).ShouldBe(-1);
        index.FindOrAdd([8, 8], out _).ShouldBe(0);
    }

    [Fact]
    public void A_window_of_another_length_is_refused()
    {
        var index = new WindowIndex(2);

        Should.Throw<ArgumentException>(() => index.Find([1, 2, 3])).Message.ShouldContain("2 keys, not 3");
    }

    [Fact]
    public void A_window_without_room_is_refused_by_the_names_of_the_options_that_help()
    {
        var index = new WindowIndex(2, most: 3);
        for (ushort key = 0; key < 3; key++)
            index.FindOrAdd([key, key], out _);

        Should.Throw<TrainingException>(() => index.FindOrAdd([7, 7], out _)).Message.ShouldSatisfyAllConditions(
            message => message.ShouldContain("--window"),
            message => message.ShouldContain("--cache-megabytes"));
        index.FindOrAdd([2, 2], out _).ShouldBe(2);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(257)]
    [InlineData(100_000)]
    public void As_many_windows_as_can_be_held_fit_into_an_array(int length) =>
        ((long)WindowIndex.Most(length) * length).ShouldBeLessThanOrEqualTo(Array.MaxLength);
}
