using ActorDetector.Detection.Parameters;

namespace ActorDetector.Detection.Tests.Parameters;

public sealed class NormalQuantileTests
{
    // statistics.NormalDist().inv_cdf(p) of Python 3.11
    [Theory]
    [InlineData(0.5, 0)]
    [InlineData(0.75, 0.6744897501960817)]
    [InlineData(0.95, 1.6448536269514715)]
    [InlineData(0.975, 1.9599639845400536)]
    [InlineData(0.999, 3.0902323061678132)]
    [InlineData(0.99995, 3.890591886413098)]
    [InlineData(0.001, -3.090232306167813)]
    public void Quantiles_are_those_of_the_tables(double probability, double quantile) =>
        NormalQuantile.Of(probability).ShouldBe(quantile, 1e-8);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void What_is_no_probability_is_refused(double probability) =>
        Should.Throw<ArgumentOutOfRangeException>(() => NormalQuantile.Of(probability));
}
