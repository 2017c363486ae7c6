using ActorDetector.Logs.Formats;

namespace ActorDetector.Logs.Tests.Formats.Headers;

public sealed class LoghubHeaderTests
{
    [SharedDataTheory]
    [MemberData(nameof(Loghub.Systems), MemberType = typeof(Loghub))]
    public void A_preset_gives_the_true_content_and_a_time_of_every_line(string system)
    {
        List<Parses> lines = Parses.OfFile(Loghub.LogOf(system), new FormatOptions { Format = system.ToUpperInvariant() });

        lines.Select(line => line.Content).ShouldBe(Loghub.Column(system, "Content"));
        lines.ShouldAllBe(line => line.Reason == SkipReason.None && line.Time != null);
    }

    [SharedDataTheory]
    [MemberData(nameof(Loghub.Systems), MemberType = typeof(Loghub))]
    public void A_recognised_format_gives_the_true_content_and_a_time_of_nearly_every_line(string system)
    {
        List<Parses> lines = Parses.OfFile(Loghub.LogOf(system), new FormatOptions());

        List<string> truth = Loghub.Column(system, "Content");
        int right = lines.Zip(truth).Count(pair => pair.First.Content == pair.Second && pair.First.Time is not null);
        ((double)right / truth.Count).ShouldBeGreaterThanOrEqualTo(0.99);
    }
}
