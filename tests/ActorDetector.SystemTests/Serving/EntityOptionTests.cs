using System.Text.Json.Nodes;
using ActorDetector.SystemTests.Processes;

namespace ActorDetector.SystemTests.Serving;

/// <summary>Which entity a line belongs to, by the options of serve.</summary>
public sealed class EntityOptionTests : IClassFixture<JsonModel>, IDisposable
{
    private readonly Workplace _place = new();
    private readonly JsonModel _model;

    public EntityOptionTests(JsonModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        _model = model;
    }

    public void Dispose() => _place.Dispose();

    [Theory]
    [InlineData("pc-1")]
    [InlineData("shipper shipper", "--entity-from", "source")]
    [InlineData("ann", "--entity-pattern", @"user=(\w+)")]
    [InlineData("raid", "--entity-field", "unit")]
    [InlineData("raid shipper", "--entity-field", "unit?")]
    public async Task A_line_belongs_to_what_the_option_names_and_is_skipped_where_that_must_be_and_is_not(string entities, params string[] words)
    {
        using ServedNode node = await ServedNode.StartAsync(_place, ["-m", _model.Folder, "--data", "data", "--bad-word", "was lost", .. words]);
        const string Lines = """
            {"host": "pc-1", "unit": "raid", "message": "disk 1 was lost user=ann"}
            {"message": "disk 2 was lost"}

            """;
        await node.PostAsync(Lines, path: "/v1/lines?entity=shipper");
        await Eventually.Is(() => node.LinesAsync("http"), lines => lines == 2);

        string[] told = [.. (await node.AnomaliesAsync()).Where(anomaly => (string?)anomaly["kind"] == "known-bad").Select(anomaly => (string)anomaly["entity"]!)];
        told.ShouldBe(entities.Split(' '), ignoreOrder: true);
        JsonObject counters = (await node.CountersAsync())["http"];
        ((long?)counters["skipped"]!["no-identifier"] ?? 0).ShouldBe(2 - told.Length);
    }
}
