using ActorDetector.Detection.Sessions;

namespace ActorDetector.Detection.Tests.Sessions;

public sealed class PagedRowsTests
{
    [Fact]
    public void Each_slot_has_a_row_of_its_own_across_pages()
    {
        var rows = new PagedRows<int>(3);
        for (int slot = 0; slot < 10_000; slot++)
            rows[slot].Fill(slot);

        for (int slot = 0; slot < 10_000; slot++)
            rows[slot].ToArray().ShouldBe([slot, slot, slot]);
    }

    [Fact]
    public void A_row_never_written_holds_defaults() =>
        new PagedRows<int>(2)[123_456].ToArray().ShouldBe([0, 0]);
}
