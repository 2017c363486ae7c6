using ActorDetector.Detection.Judging;

namespace ActorDetector.Detection.Tests.Judging;

public sealed class RecentTextTests
{
    [Fact]
    public void A_line_is_found_until_newer_lines_take_its_place()
    {
        var recent = new RecentText(16);
        long first = recent.Add("abcdef"u8);
        long second = recent.Add("ghijkl"u8);

        recent.Find(first, 6).ToArray().ShouldBe("abcdef"u8.ToArray());

        // Does not fit behind the second one, so it takes the place of the first.
        long third = recent.Add("mnopqr"u8);

        recent.Find(first, 6).IsEmpty.ShouldBeTrue();
        recent.Find(second, 6).ToArray().ShouldBe("ghijkl"u8.ToArray());
        recent.Find(third, 6).ToArray().ShouldBe("mnopqr"u8.ToArray());
    }

    [Fact]
    public void Whatever_is_found_is_what_was_added()
    {
        var random = new Random(11);
        var recent = new RecentText(1000);
        var added = new List<(long Position, byte[] Text)>();

        for (int i = 0; i < 2000; i++)
        {
            var text = new byte[random.Next(0, 90)];
            random.NextBytes(text);
            added.Add((recent.Add(text), text));
            foreach ((long position, byte[] expected) in added.TakeLast(20))
            {
                ReadOnlySpan<byte> found = recent.Find(position, expected.Length);
                if (!found.IsEmpty)
                    found.ToArray().ShouldBe(expected);
            }

            recent.Find(added[^1].Position, text.Length).ToArray().ShouldBe(text);
        }
    }

    [Fact]
    public void A_line_longer_than_the_ring_is_not_found_whole()
    {
        var recent = new RecentText(8);

        long position = recent.Add("0123456789"u8);

        recent.Find(position, 10).IsEmpty.ShouldBeTrue();
    }
}
