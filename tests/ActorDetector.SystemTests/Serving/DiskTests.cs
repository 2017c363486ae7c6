using System.Net;
using System.Text.Json.Nodes;
using ActorDetector.SystemTests.Processes;
using Microsoft.Data.Sqlite;

namespace ActorDetector.SystemTests.Serving;

/// <summary>What an operator sees of a disk that fails, and of a data folder that is damaged: what is wrong and what to do, never a silent wrong answer.</summary>
[Collection(ServingTests.Name)]
public sealed class DiskTests : IDisposable
{
    private const int PageBytes = 4096;

    // So that a short log has some segments.
    private static readonly string[] s_smallSegments = ["--log-max-bytes", "67108864", "--log-segment-bytes", "65536"];

    private readonly Workplace _place = new();
    private readonly ServedFleet _fleet;

    public DiskTests(ServedFleet fleet)
    {
        ArgumentNullException.ThrowIfNull(fleet);
        _fleet = fleet;
    }

    public void Dispose() => _place.Dispose();

    [BrittleDiskFact]
    public async Task A_disk_that_becomes_read_only_is_told_and_after_it_is_mended_nothing_is_lost()
    {
        using var disk = new BrittleDisk(_place);
        string data = Path.Combine(disk.Folder, "data");
        using (ServedNode node = await StartAsync(data, "--max-http-wait", "00:00:00.5"))
        {
            await node.PostAsync(Lines(0, 100), "shipper", 1);
            disk.Fail();
            using HttpResponseMessage refused = await node.SendAsync(Lines(100, 100), "shipper", 2);
            refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
            (await refused.Content.ReadAsStringAsync()).ShouldContain("takes nothing now: /readyz says why");
            (int code, string ready) = await Eventually.Is(() => node.AnswerAsync("/readyz"), answer => answer.Code == 503);
            ready.ShouldContain("is on a read-only file system; mount it for writing");
            (await node.GetAsync("/metrics")).ShouldContain("\nactordetector_ready 0\n");
            (await node.AnswerAsync("/api/anomalies")).Code.ShouldBe(200);

            string errors = node.Stop().Errors;
            errors.ShouldContain("cannot be written, sources wait");
            errors.ShouldNotContain("dead letters");
        }

        Serve(data).Refused(1, "cannot be written: make the data folder writable");
        disk.Mend();
        using (ServedNode again = await StartAsync(data))
        {
            await again.PostAsync(Lines(0, 100), "shipper", 1);
            await again.PostAsync(Lines(100, 100), "shipper", 2);
            await again.SettleAsync();
            (await again.LinesAsync("http")).ShouldBe(200);
            (await again.AnswerAsync("/readyz")).Code.ShouldBe(200);
            again.Stop();
        }
    }

    [LinuxFact]
    public void A_data_folder_that_cannot_be_made_names_its_option() => Serve("/proc/nowhere").Refused(1, "--data /proc/nowhere", "may write to");

    [Fact]
    public async Task What_cannot_be_gone_on_from_is_refused_with_what_to_do()
    {
        (Action<string> Damage, string[] Words)[] damages =
        [
            (data => Invert(StoreOf(data), 0, 16), ["store.db is damaged", "Put a copy from before in its place"]),
            (data => Change(StoreOf(data), "PRAGMA user_version = 99"), ["of version 99", "start a newer program"]),
            (data => Change(StoreOf(data), "PRAGMA application_id = 7"), ["of another program", "another data folder"]),
            (data => Directory.Delete(Path.Combine(data, "log"), recursive: true), ["emptied or put back from an older copy", "Put back the one that goes with the store"]),
            (data => File.WriteAllText(IdentityOf(data), "{"), ["shardlog.json is damaged", "put it back from a copy"]),
            (data => File.Delete(IdentityOf(data)), ["shardlog.json is missing", "put it back"]),
        ];
        await FillAsync(200);
        for (int i = 0; i < damages.Length; i++)
        {
            string data = _place.PathOf($"damaged-{i}");
            Copy(_place.PathOf("data"), data);
            damages[i].Damage(data);

            Serve(data).Refused(1, damages[i].Words).Errors.ShouldNotContain("Not all that was accepted is judged");
        }

        static string StoreOf(string data) => Path.Combine(data, "store.db");
        static string IdentityOf(string data) => Path.Combine(data, "log", "shardlog.json");
    }

    [Fact]
    public async Task A_damaged_page_is_told_to_who_asks_for_it_and_in_the_health_while_lines_are_judged()
    {
        await FillAsync(200);
        string store = _place.PathOf("data/store.db");
        Invert(store, (RootPage(store, "dead_letters") - 1) * PageBytes, PageBytes);

        using ServedNode node = await StartAsync("data");
        (int code, string text) = await node.AnswerAsync("/api/dead-letters");
        (code, text.Contains("store.db is damaged") && text.Contains("Put a copy from before in its place")).ShouldBe((503, true), text);
        await node.PostAsync(Lines(200, 10));
        await Eventually.Is(() => node.LinesAsync("http"), lines => lines == 210);

        JsonNode ready = JsonNode.Parse(await node.GetAsync("/readyz"))!;
        JsonNode condition = ready["conditions"]!.AsArray().ShouldHaveSingleItem()!;
        ((string)condition["part"]!, (bool)condition["blocking"]!).ShouldBe(("store", false));
        ((string)condition["trouble"]!).ShouldContain("store.db is damaged");
        node.Stop().Errors.ShouldContain("store.db is damaged");
    }

    [Fact]
    public async Task A_store_from_before_beside_a_log_that_has_let_go_of_lines_is_told()
    {
        string[] letsGo = [.. s_smallSegments, "--log-keep-bytes", "0"];
        await FillAsync(1000, letsGo);
        File.Copy(_place.PathOf("data/store.db"), _place.PathOf("old.db"));
        using (ServedNode node = await StartAsync("data", letsGo))
        {
            await node.PostAsync(Lines(1000, 4000));
            await Eventually.IsTrue(() => Segments().Length == 1);
            node.Stop();
        }

        foreach (string file in Directory.GetFiles(_place.PathOf("data"), "store.db*"))
            File.Delete(file);
        File.Copy(_place.PathOf("old.db"), _place.PathOf("data/store.db"));

        using ServedNode again = await StartAsync("data", letsGo);
        (await again.GetAsync("/readyz")).ShouldContain("it is new, or a copy from before");
        (await again.GetAsync("/metrics")).ShouldContain("actordetector_conditions{blocking=\"false\"} 1");
        again.Stop().Errors.ShouldContain("What was judged between is not in it");
    }

    [Fact]
    public async Task A_segment_that_is_cut_short_is_counted_and_what_is_behind_it_is_judged()
    {
        await FillAsync(4000, s_smallSegments);
        foreach (string file in Directory.GetFiles(_place.PathOf("data"), "store.db*"))
            File.Delete(file);
        string[] segments = Segments();
        segments.Length.ShouldBeGreaterThan(4);
        string cut = segments[segments.Length / 2];
        using (FileStream file = File.OpenWrite(cut))
            file.SetLength(file.Length / 2);

        using ServedNode node = await StartAsync("data", s_smallSegments);
        await node.PostAsync(Lines(4000, 100));
        await node.SettleAsync();

        Dictionary<string, JsonObject> counters = await node.CountersAsync();
        ((long)counters["http"]["lines"]!).ShouldBeInRange(3000, 4099);
        ((long)counters["log"]["dropped"]!["damaged"]!).ShouldBeGreaterThan(0);
        foreach (JsonObject source in counters.Values)
            ((long)source["events"]! + Sum(source["skipped"]!) + Sum(source["dropped"]!)).ShouldBe((long)source["lines"]!, source.ToJsonString());
        (await node.GetAsync("/readyz")).ShouldContain("damaged on the disk and were left out: check the disk");
    }

    [Fact]
    public async Task A_damaged_copy_of_the_model_that_was_given_is_made_again()
    {
        const string Weights = "next-key.safetensors";
        await FillAsync(200);
        string copy = Directory.GetDirectories(_place.PathOf("data/models")).ShouldHaveSingleItem();
        byte[] whole = File.ReadAllBytes(Path.Combine(copy, Weights));
        Invert(Path.Combine(copy, Weights), whole.Length / 2, 8);

        using ServedNode node = await StartAsync("data");
        (await node.AnswerAsync("/readyz")).Code.ShouldBe(200);
        File.ReadAllBytes(Path.Combine(copy, Weights)).ShouldBe(whole);
    }

    private static long Sum(JsonNode reasons) => reasons.AsObject().Sum(reason => (long)reason.Value!);

    private static void Invert(string path, long at, int bytes)
    {
        using FileStream file = File.Open(path, FileMode.Open);
        file.Position = at;
        byte[] some = new byte[bytes];
        file.ReadExactly(some);
        file.Position = at;
        file.Write(Array.ConvertAll(some, one => (byte)~one));
    }

    private static void Copy(string from, string to)
    {
        foreach (string file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private static void Change(string store, string sql)
    {
        using SqliteConnection database = Open(store);
        using SqliteCommand command = database.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static long RootPage(string store, string table)
    {
        using SqliteConnection database = Open(store);
        using SqliteCommand command = database.CreateCommand();
        command.CommandText = "SELECT rootpage FROM sqlite_schema WHERE name = $table";
        command.Parameters.AddWithValue("$table", table);
        return (long)command.ExecuteScalar()!;
    }

    private static SqliteConnection Open(string store)
    {
        var database = new SqliteConnection($"Data Source={store};Pooling=False");
        database.Open();
        return database;
    }

    private string[] Segments() => [.. Directory.GetFiles(_place.PathOf("data/log"), "*.log").Order(StringComparer.Ordinal)];

    private string Lines(int from, int count) => string.Concat(_fleet.LiveLines.Skip(from).Take(count).Select(line => line + '\n'));

    private async Task FillAsync(int lines, params string[] words)
    {
        using ServedNode node = await StartAsync("data", words);
        foreach (int from in Enumerable.Range(0, (lines + 499) / 500).Select(part => part * 500))
            await node.PostAsync(Lines(from, Math.Min(500, lines - from)));
        node.Stop();
    }

    private Task<ServedNode> StartAsync(string data, params string[] words) =>
        ServedNode.StartAsync(_place, ["-m", _fleet.Model, "--data", data, "--shards", "4", .. words]);

    private Ended Serve(string data) => _place.Run("serve", "-m", _fleet.Model, "--data", data, "--shards", "4", "--http", "127.0.0.1:0");
}
