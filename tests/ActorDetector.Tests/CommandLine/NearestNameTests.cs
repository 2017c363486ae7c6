using ActorDetector.CommandLine;

namespace ActorDetector.Tests.CommandLine;

public sealed class NearestNameTests
{
    private static readonly string[] Names = ["--window", "--units", "--layers", "--max-line-bytes"];

    [Theory]
    [InlineData("--windw", "--window")]
    [InlineData("--widnow", "--window")]
    [InlineData("--WINDOW", "--window")]
    [InlineData("--unit", "--units")]
    [InlineData("--max-lines-byte", "--max-line-bytes")]
    public void A_name_a_few_edits_away_is_found(string written, string meant) => NearestName.To(written, Names).ShouldBe(meant);

    [Theory]
    [InlineData("--frobnicate")]
    [InlineData("--x")]
    [InlineData("")]
    public void A_name_far_from_all_is_not_guessed(string written) => NearestName.To(written, Names).ShouldBeNull();

    [Fact]
    public void A_very_long_word_costs_nothing() => NearestName.To(new string('w', 10_000_000), Names).ShouldBeNull();
}
