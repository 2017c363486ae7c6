using System.Security.Cryptography;
using ActorDetector.Detection.Bundles;
using ActorDetector.Storage.Tests.Made;
using static ActorDetector.Storage.Tests.Made.Sample;

namespace ActorDetector.Storage.Tests.Postgres.Cluster;

/// <summary>A bundle comes back whole, or not at all.</summary>
[Collection(PostgresTests.Name)]
public sealed class BundleTests(SharedServer shared) : ClusterTests(shared), IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Fetched => _folder.PathOf("models/m1");

    public void Dispose() => _folder.Dispose();

    [PostgresFact]
    public async Task A_bundle_that_one_node_added_is_fetched_whole_by_another()
    {
        byte[] weights = RandomNumberGenerator.GetBytes((3 << 20) + 17);
        _folder.Write("trained/weights.safetensors", weights);
        _folder.Write("trained/exactly.bin", weights[..(1 << 20)]);
        _folder.Write("trained/empty.json", "");
        _folder.Write("trained/manifest 漢.json", "{}");
        await Store.AddAsync("m1", _folder.PathOf("trained"), Wait);

        await Other.FetchAsync("m1", Fetched, Wait);

        Files(Fetched).ShouldBe(["empty.json", "exactly.bin", "manifest 漢.json", "weights.safetensors"]);
        foreach (string name in Files(Fetched))
            File.ReadAllBytes(Path.Combine(Fetched, name)).AsSpan().SequenceEqual(File.ReadAllBytes(_folder.PathOf($"trained/{name}"))).ShouldBeTrue(name);
        Run("SELECT max(octet_length(content)) <= 1048576, count(*) FROM bundle_chunks").ShouldBe("t|6");
    }

    [PostgresFact]
    public async Task A_version_that_is_there_is_not_added_again_not_even_by_many_at_once()
    {
        _folder.Write("trained/manifest.json", "first");
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => (i % 2 == 0 ? Store : Other).AddAsync("m1", _folder.PathOf("trained"), Wait))));
        string added = Run("SELECT xmin FROM bundle_chunks");

        await Store.AddAsync("m1", _folder.PathOf("trained"), Wait);

        Run("SELECT xmin FROM bundle_chunks").ShouldBe(added);
    }

    [PostgresFact]
    public async Task What_is_not_there_or_holds_nothing_is_refused()
    {
        (await Should.ThrowAsync<BundleException>(Store.FetchAsync("m9", Fetched, Wait))).Message.ShouldContain("no model bundle m9");
        (await Should.ThrowAsync<BundleException>(Store.AddAsync("m1", _folder.PathOf("nowhere"), Wait))).Message.ShouldContain("nowhere");
        Directory.CreateDirectory(_folder.PathOf("empty"));
        (await Should.ThrowAsync<BundleException>(Store.AddAsync("m1", _folder.PathOf("empty"), Wait))).Message.ShouldContain("no files");
        Run("SELECT count(*) FROM bundles").ShouldBe("0");
    }

    [PostgresFact]
    public async Task A_bundle_that_was_damaged_leaves_nothing_behind_and_is_whole_when_it_is_added_again()
    {
        string[] damages =
        [
            @"UPDATE bundle_chunks SET content = content || '\x00' WHERE file = 0",
            "DELETE FROM bundle_chunks WHERE file = 1 AND chunk = 1",
            "UPDATE bundle_chunks SET chunk = 1 - chunk + 10 WHERE file = 1",
            @"UPDATE bundle_files SET sha256 = sha256('\x00') WHERE file = 1",
        ];
        _folder.Write("trained/a.json", "a");
        _folder.Write("trained/weights", RandomNumberGenerator.GetBytes((1 << 20) + 1));
        foreach (string damage in damages)
        {
            await Store.AddAsync("m1", _folder.PathOf("trained"), Wait);
            Run(damage);

            (await Should.ThrowAsync<BundleException>(Store.FetchAsync("m1", Fetched, Wait))).Message.ShouldContain("SHA-256", customMessage: damage);
            Directory.GetFileSystemEntries(_folder.PathOf("models")).ShouldBeEmpty(damage);
        }

        Run(@"DELETE FROM bundle_files WHERE file = 0; UPDATE bundle_files SET name = '\x62'");
        await Task.WhenAll(Store.AddAsync("m1", _folder.PathOf("trained"), Wait), Other.AddAsync("m1", _folder.PathOf("trained"), Wait));
        await Store.FetchAsync("m1", Fetched, Wait);
        Files(Fetched).ShouldBe(["a.json", "weights"]);
    }

    [PostgresFact]
    public async Task No_name_from_the_database_leads_out_of_the_folder()
    {
        string[] names = ["../out", "..", ".", "", "/tmp/out", "a/b", @"..\out", @"C:\out", "a:stream", "nul\0"];
        _folder.Write("trained/a.json", "a");
        await Store.AddAsync("m1", _folder.PathOf("trained"), Wait);
        foreach (string name in names)
        {
            Run($@"UPDATE bundle_files SET name = '\x{Convert.ToHexString(Utf8(name))}'");

            (await Should.ThrowAsync<BundleException>(Store.FetchAsync("m1", Fetched, Wait))).Message.ShouldContain("no name of a file", customMessage: name);
            Directory.GetFileSystemEntries(_folder.Path, "*", SearchOption.AllDirectories).Length.ShouldBe(3, name); // trained, its file, and models
        }
    }

    [PostgresFact]
    public async Task A_folder_that_is_there_is_left_as_it_is()
    {
        _folder.Write("trained/a.json", "new");
        _folder.Write("models/m1/a.json", "old");
        await Store.AddAsync("m1", _folder.PathOf("trained"), Wait);

        (await Should.ThrowAsync<BundleException>(Store.FetchAsync("m1", Fetched, Wait))).Message.ShouldContain(Fetched);

        File.ReadAllText(Path.Combine(Fetched, "a.json")).ShouldBe("old");
        Directory.GetFileSystemEntries(_folder.PathOf("models")).Length.ShouldBe(1);
    }

    [PostgresFact]
    public async Task Only_those_that_are_kept_remain()
    {
        _folder.Write("trained/a.json", "a");
        foreach (string version in (string[])["m1", "m2", "m3"])
            await Store.AddAsync(version, _folder.PathOf("trained"), Wait);

        await Store.KeepAsync(new HashSet<string> { "m2", "m4" }, Wait);

        Run("SELECT (SELECT string_agg(convert_from(version, 'UTF8'), ',') FROM bundles), (SELECT count(*) FROM bundle_files), (SELECT count(*) FROM bundle_chunks)").ShouldBe("m2|1|1");
        await Store.FetchAsync("m2", Fetched, Wait);
    }

    [PostgresFact]
    public async Task A_bundle_whose_answer_was_lost_on_the_way_is_there_once_and_whole()
    {
        await using LossyRoute route = new(Database);
        await using PostgresStore store = await OpenPostgres.StoreAsync(route.ConnectionString);
        _folder.Write("trained/a.json", "a");
        _folder.Write("trained/weights", RandomNumberGenerator.GetBytes((2 << 20) + 1));

        route.LoseNextAnswer("bundle_files");
        await store.AddAsync("m1", _folder.PathOf("trained"), Wait);
        route.LoseNextAnswer("bundle_chunks");
        await store.FetchAsync("m1", Fetched, Wait);

        route.Lost.ShouldBeGreaterThanOrEqualTo(2);
        Files(Fetched).ShouldBe(["a.json", "weights"]);
        Run("SELECT count(*) FROM bundles").ShouldBe("1");
        Directory.GetFileSystemEntries(_folder.PathOf("models")).Length.ShouldBe(1);
    }

    private static string[] Files(string folder) => [.. Directory.GetFiles(folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
}
