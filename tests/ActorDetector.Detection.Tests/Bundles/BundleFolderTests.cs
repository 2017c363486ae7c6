using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using ActorDetector.Detection.Bundles;
using ActorDetector.Detection.NextKey;
using ActorDetector.Detection.Tests.Made;
using ActorDetector.Learning.Lstm;

namespace ActorDetector.Detection.Tests.Bundles;

public sealed class BundleFolderTests : IDisposable
{
    private const string Weights = "next-key.safetensors";
    private readonly TemporaryFolder _folder = new();

    private string Model => _folder.PathOf("model");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_bundle_read_gives_the_verdicts_of_the_one_written()
    {
        ModelBundle written = Write();

        ModelBundle read = BundleFolder.Read(Model);

        const string events = "a:3 a:4 b:5 a:2 a:6 b:3";
        Verdicts expected = Verdicts.Of(written.NextKey, events);
        Verdicts verdicts = Verdicts.Of(read.NextKey, events);
        verdicts.Events.ShouldBe(expected.Events);
        verdicts.Ends.ShouldBe(expected.Ends);
        read.Version.ShouldBe(written.Version);
        read.Version.Length.ShouldBe(16);
        MadeModels.JsonOf(read.Templates).ShouldBe(MadeModels.JsonOf(written.Templates));
        JsonSerializer.Serialize(read.Manifest).ShouldBe(JsonSerializer.Serialize(written.Manifest));
        (read.Seen.HasSequence([3, 4, 5, 6]), read.Seen.HasSequence([6, 5])).ShouldBe((true, false));
        (read.TextOf(3), read.TextOf(LogKey.End), read.TextOf(LogKey.Unseen)).ShouldBe(("open", "(end of session)", "(unseen template)"));
        Directory.EnumerateFileSystemEntries(_folder.Path).ShouldBe([Model]);
    }

    [Theory]
    [InlineData(NextKeyBranches.Sequential)]
    [InlineData(NextKeyBranches.Quantitative)]
    [InlineData(NextKeyBranches.Both)]
    public void A_bundle_knows_the_branches_of_its_network_and_names_them_unless_sequential(NextKeyBranches branches)
    {
        NextKeyModel model = MadeModels.Bounded;
        model = model with { Network = LstmNetwork.Create(model.Network.Shape with { Branches = branches }, seed: 7) };
        ModelBundle written = Write(model: model);

        ModelBundle read = BundleFolder.Read(Model);

        read.NextKey.Network.Shape.ShouldBe(model.Network.Shape);
        read.NextKey.Network.Tensors.Keys.ShouldBe(model.Network.Tensors.Keys);
        read.Version.ShouldBe(written.Version);
        File.ReadAllText(Path.Combine(Model, "manifest.json")).Contains("branches", StringComparison.Ordinal)
            .ShouldBe(branches != NextKeyBranches.Sequential);
    }

    [Fact]
    public void The_same_content_has_the_same_version_and_another_setting_another()
    {
        string version = Write().Version;

        Write().Version.ShouldBe(version);
        Write(MadeModels.Settings with { NextKey = MadeModels.Settings.NextKey with { FalsePositives = 0.01 } }).Version.ShouldNotBe(version);
    }

    [Fact]
    public void A_byte_changed_in_any_file_is_found_and_the_file_named()
    {
        Write();
        foreach (string path in Directory.GetFiles(Model))
        {
            byte[] bytes = File.ReadAllBytes(path);
            byte[] changed = [.. bytes];
            // A letter or digit, so that JSON stays JSON.
            int place = Array.FindLastIndex(changed, one => char.IsAsciiLetterOrDigit((char)one));
            changed[place] ^= 1;
            File.WriteAllBytes(path, changed);

            ShouldBeRefused(Path.GetFileName(path), "is damaged");
            File.WriteAllBytes(path, bytes);
        }

        BundleFolder.Read(Model).Templates.Templates.Count.ShouldBe(4);
    }

    [Fact]
    public void Any_byte_flipped_in_the_manifest_is_found()
    {
        Write();
        string path = Path.Combine(Model, "manifest.json");
        byte[] bytes = File.ReadAllBytes(path);
        for (int place = 0; place < bytes.Length; place += 7)
        {
            byte[] changed = [.. bytes];
            changed[place] ^= 0x15;
            File.WriteAllBytes(path, changed);

            Should.Throw<BundleException>(() => BundleFolder.Read(Model), $"byte {place}").Message.ShouldContain("train again");
        }
    }

    [Theory]
    [InlineData("manifest.json")]
    [InlineData("templates.json")]
    [InlineData(Weights)]
    [InlineData("sessions.json")]
    public void A_truncated_empty_or_missing_file_is_named(string name)
    {
        Write();
        string path = Path.Combine(Model, name);
        byte[] bytes = File.ReadAllBytes(path);

        File.WriteAllBytes(path, bytes[..(bytes.Length / 2)]);
        ShouldBeRefused(name);
        File.WriteAllBytes(path, []);
        ShouldBeRefused(name);
        File.Delete(path);
        ShouldBeRefused(name);
    }

    [Fact]
    public void A_setting_edited_in_the_manifest_is_refused()
    {
        Write();
        Edit("manifest.json", "\"g\": 1", "\"g\": 2");

        ShouldBeRefused("manifest.json", "was changed after it was written");
    }

    [Fact]
    public void A_newer_format_is_refused_by_its_version()
    {
        Write();
        Edit("manifest.json", "\"formatVersion\": 2", "\"formatVersion\": 3");

        ShouldBeRefused("format version 3", "reads version 2");
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"formatVersion\":\"one\"}")]
    [InlineData("{\"formatVersion\":2}")]
    [InlineData("not json")]
    public void A_manifest_that_is_something_else_is_refused(string text)
    {
        Directory.CreateDirectory(Model);
        File.WriteAllText(Path.Combine(Model, "manifest.json"), text);

        ShouldBeRefused("manifest.json");
    }

    [Fact]
    public void A_folder_that_is_no_bundle_is_named_with_how_to_make_one()
    {
        ShouldBeRefused("is not a model bundle", $"actordetector train INPUT -o {Model}");
        File.WriteAllText(Model, "a file");
        ShouldBeRefused("is not a model bundle");
    }

    [Fact]
    public void A_bundle_is_replaced_whole()
    {
        string before = Write().Version;
        string after = Write(MadeModels.Settings with { NextKey = MadeModels.Settings.NextKey with { FalsePositives = 0.25 } }).Version;

        after.ShouldNotBe(before);
        BundleFolder.Read(Model).Version.ShouldBe(after);
        Directory.EnumerateFileSystemEntries(_folder.Path).ShouldBe([Model]);
    }

    [Fact]
    public void An_empty_folder_becomes_a_bundle()
    {
        Directory.CreateDirectory(Model);

        Write().Version.ShouldBe(BundleFolder.Read(Model).Version);
    }

    [Theory]
    [InlineData("notes.txt")]
    [InlineData("manifest.json,icon.png")]
    [InlineData("templates.json")]
    public void A_folder_that_holds_something_else_is_left_alone(string files)
    {
        Directory.CreateDirectory(Model);
        foreach (string name in files.Split(','))
            File.WriteAllText(Path.Combine(Model, name), "mine");

        Should.Throw<BundleException>(() => Write()).Message.ShouldSatisfyAllConditions(
            message => message.ShouldContain(Model), message => message.ShouldContain("left alone. Name another folder with -o"));

        Directory.GetFiles(Model).Select(path => (Path.GetFileName(path), File.ReadAllText(path))).Order()
            .ShouldBe(files.Split(',').Select(name => (name, "mine")).Order());
        Directory.EnumerateFileSystemEntries(_folder.Path).ShouldBe([Model]);
    }

    [Fact]
    public void A_file_in_the_place_of_the_folder_is_left_alone()
    {
        File.WriteAllText(Model, "mine");

        Should.Throw<BundleException>(() => Write()).Message.ShouldContain("is a file");

        File.ReadAllText(Model).ShouldBe("mine");
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_named()
    {
        File.WriteAllText(_folder.PathOf("file"), "");

        Should.Throw<BundleException>(() => Write(folder: Path.Combine(_folder.PathOf("file"), "model"))).Message.ShouldContain("cannot be written");
    }

    [Fact]
    public void The_weights_are_safetensors_under_the_names_of_PyTorch()
    {
        Write();
        byte[] bytes = File.ReadAllBytes(Path.Combine(Model, Weights));
        int header = (int)BinaryPrimitives.ReadInt64LittleEndian(bytes);
        using var json = JsonDocument.Parse(bytes.AsMemory(8, header));
        Dictionary<string, int[]> shapes = json.RootElement.EnumerateObject().Where(tensor => tensor.Name != "__metadata__")
            .ToDictionary(tensor => tensor.Name, tensor => Ints(tensor.Value.GetProperty("shape")));

        shapes.Keys.Order(StringComparer.Ordinal).ShouldBe(
            ["embedding.weight", "lstm.bias_hh_l0", "lstm.bias_ih_l0", "lstm.weight_hh_l0", "lstm.weight_ih_l0", "output.bias", "output.weight"]);
        shapes["embedding.weight"].ShouldBe([7, 8]);
        shapes["lstm.weight_ih_l0"].ShouldBe([64, 8]);
        JsonElement output = json.RootElement.GetProperty("output.bias");
        output.GetProperty("dtype").GetString().ShouldBe("F32");
        int[] offsets = Ints(output.GetProperty("data_offsets"));
        MemoryMarshal.Cast<byte, float>(bytes.AsSpan(8 + header)[offsets[0]..offsets[1]]).ToArray()
            .ShouldBe(MadeModels.Bounded.Network.Tensors["output.bias"].Values);

        static int[] Ints(JsonElement numbers) => [.. numbers.EnumerateArray().Select(number => number.GetInt32())];
    }

    private ModelBundle Write(BundleSettings? settings = null, string? folder = null, NextKeyModel? model = null)
    {
        var seen = new SeenSessions();
        seen.Add([3, 4, 5, 6]);
        return BundleFolder.Write(
            folder ?? Model,
            settings ?? MadeModels.Settings,
            MadeModels.Metrics,
            MadeModels.Templates("open", "read", "write", "close"),
            model ?? MadeModels.Bounded,
            MadeModels.Combined,
            MadeModels.CombinedOptions,
            seen);
    }

    private void Edit(string name, string from, string to)
    {
        string path = Path.Combine(Model, name);
        string text = File.ReadAllText(path);
        text.ShouldContain(from);
        File.WriteAllText(path, text.Replace(from, to, StringComparison.Ordinal));
    }

    private void ShouldBeRefused(params string[] says)
    {
        string message = Should.Throw<BundleException>(() => BundleFolder.Read(Model)).Message;
        message.ShouldContain(Model);
        message.ShouldContain("train");
        foreach (string part in says)
            message.ShouldContain(part);
    }
}
