using System.Text;
using ActorDetector.SystemTests.Processes;

namespace ActorDetector.SystemTests;

[Collection(FleetTests.Name)]
public sealed class BadBundleTests : IDisposable
{
    private const string Manifest = "manifest.json";

    private readonly Workplace _place = new();
    private readonly string _log;

    public BadBundleTests(TrainedFleet fleet)
    {
        ArgumentNullException.ThrowIfNull(fleet);
        _log = fleet.LiveLog;
        Directory.CreateDirectory(_place.PathOf("model"));
        foreach (string file in Directory.GetFiles(fleet.Model))
            File.Copy(file, _place.PathOf(Path.Combine("model", Path.GetFileName(file))));
    }

    public void Dispose() => _place.Dispose();

    [Theory]
    [InlineData(Manifest)]
    [InlineData("templates.json")]
    [InlineData("sessions.json")]
    [InlineData("next-key.safetensors")]
    public void A_file_with_one_changed_byte_is_refused_by_name(string file)
    {
        byte[] bytes = File.ReadAllBytes(Model(file));
        int digit = Array.FindLastIndex(bytes, value => value is >= (byte)'0' and <= (byte)'8');
        bytes[digit]++;
        File.WriteAllBytes(Model(file), bytes);

        Detect().Refused(1, "damaged", file, "train again");
    }

    [Theory]
    [InlineData(Manifest)]
    [InlineData("templates.json")]
    [InlineData("sessions.json")]
    [InlineData("next-key.safetensors")]
    public void A_file_that_was_cut_short_is_refused_by_name(string file)
    {
        byte[] bytes = File.ReadAllBytes(Model(file));
        File.WriteAllBytes(Model(file), bytes[..(bytes.Length / 2)]);

        Detect().Refused(1, "damaged", file);
    }

    [Theory]
    [InlineData("templates.json")]
    [InlineData("next-key.safetensors")]
    public void A_file_that_is_missing_is_refused_by_name(string file)
    {
        File.Delete(Model(file));

        Detect().Refused(1, "damaged", file);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{\"formatVersion\": 2}")]
    [InlineData("{\"formatVersion\": \"one\"}")]
    [InlineData("{\"formatVersion\": 2, \"version\": null, \"settings\": null}")]
    public void A_manifest_that_says_nothing_is_refused(string manifest)
    {
        File.WriteAllText(Model(Manifest), manifest);

        Detect().Refused(1, "damaged", Manifest);
    }

    [Fact]
    public void A_bundle_of_a_newer_format_is_refused_with_what_to_do()
    {
        string manifest = File.ReadAllText(Model(Manifest), Encoding.UTF8);
        string newer = manifest.Replace("\"formatVersion\": 2", "\"formatVersion\": 3, \"soul\": true", StringComparison.Ordinal);
        File.WriteAllText(Model(Manifest), newer);

        Detect().Refused(1, "format version 3", "reads version 2", "train again");
    }

    [Fact]
    public void A_folder_that_is_no_bundle_is_refused()
    {
        Directory.CreateDirectory(_place.PathOf("empty"));

        _place.Run("detect", _log, "-m", "empty").Refused(1, "is not a model bundle", Manifest);
        _place.Run("evaluate", _log, "-m", _log).Refused(1, "is not a model bundle");
    }

    private string Model(string file) => _place.PathOf(Path.Combine("model", file));

    private Ended Detect() => _place.Run("detect", _log, "-m", "model");
}
