using ActorDetector.SystemTests.Processes;

namespace ActorDetector.SystemTests.Serving;

/// <summary>What sources without a memory begin anew at a restart, while sessions go on.</summary>
[Collection(ServingTests.Name)]
public sealed class RestartTests : IDisposable
{
    private readonly Workplace _place = new();
    private readonly ServedFleet _fleet;

    public RestartTests(ServedFleet fleet)
    {
        ArgumentNullException.ThrowIfNull(fleet);
        _fleet = fleet;
    }

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task The_first_line_after_a_restart_is_not_taken_for_the_first_line_before_it()
    {
        using (ServedNode node = await ServeAsync())
        {
            await node.PostAsync("2026-01-05 08:00:00.000 ERROR web-01 web.Zebra: Quixotic zebras jumped over everything [req-00aa]\n");
            node.Stop();
        }

        using ServedNode next = await ServeAsync();
        await next.PostAsync("2026-01-05 08:00:01.000 WARN web-01 lab.Melon: Pressure rises while melons are near to exploding there [req-00aa]\n");
        await next.SettleAsync();

        (await next.AnomaliesAsync()).Select(anomaly => ((string)anomaly["raw"]!).Split(' ')[4]).ShouldBe(["web.Zebra:", "lab.Melon:"]);
    }

    [Fact]
    public async Task The_first_line_of_a_file_is_not_taken_for_the_first_line_of_the_file_that_was_rotated_away()
    {
        using ServedNode node = await ServeAsync("--files", _place.PathOf("app.log*"), "--file-search", "00:00:00.050");
        _place.Write("app.log", "2026-01-05 08:00:00.000 ERROR web-01 web.Zebra: Quixotic zebras jumped over everything [req-00aa]\n");
        await Eventually.Is(() => node.LinesAsync("files"), lines => lines == 1);
        File.Move(_place.PathOf("app.log"), _place.PathOf("app.log.1"));
        _place.Write("app.log", "2026-01-05 08:00:01.000 WARN web-01 lab.Melon: Pressure rises while melons are near to exploding there [req-00aa]\n");
        await Eventually.Is(() => node.LinesAsync("files"), lines => lines == 2);

        (await node.AnomaliesAsync()).Select(anomaly => ((string)anomaly["raw"]!).Split(' ')[4]).ShouldBe(["web.Zebra:", "lab.Melon:"]);
    }

    private Task<ServedNode> ServeAsync(params string[] words) => ServedNode.StartAsync(_place, ["-m", _fleet.Model, "--data", "data", .. words]);
}
