using System.Diagnostics;
using System.Text;
using System.Text.Json;
using ActorDetector.SystemTests.Processes;

namespace ActorDetector.SystemTests;

public sealed class TrainTests : IDisposable
{
    private readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public void Training_says_what_was_learned_and_writes_a_bundle()
    {
        _place.Write("shop.log", Orders.Log(100));

        Ended run = _place.Run(Orders.Train("shop.log", "model")).With(0).Accounted("400 lines = 400 events + 0 skipped");

        string[] told = ["lines  ", "templates  ", "sessions  ", "windows  ", "distinct", "g  ", "training loss", "validation loss", "seconds"];
        foreach (string said in told)
            run.Output.ShouldContain(said);
        run.Lines[^1].ShouldMatch("^Model [0-9a-f]{16} in model$");
        Directory.GetFiles(_place.PathOf("model")).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)
            .ShouldBe([
                "count-clustering.json", "count-clustering.safetensors", "length.json", "manifest.json", "new-event.json", "next-key.safetensors",
                "rehearsal.safetensors", "sessions.json", "templates.json", "unseen.json", "unseen.safetensors", "workflow.json",
            ]);
        Directory.GetFileSystemEntries(_place.Folder).Length.ShouldBe(2, "the log and the model, nothing temporary");
    }

    [Fact]
    public void Standard_input_trains_the_same_model_as_a_file()
    {
        string log = Orders.Log(60);
        _place.Write("shop.log", log);
        string file = _place.Run(Orders.Train("shop.log", "a")).With(0).Lines[^1];

        Ended piped = _place.RunOn(Encoding.UTF8.GetBytes(log), Orders.Train("-", "b")).With(0);

        piped.Lines[^1].ShouldBe(file.Replace(" in a", " in b", StringComparison.Ordinal));
    }

    [Fact]
    public void JSON_lines_that_carry_event_ids_train_a_model_that_names_an_id_never_seen()
    {
        _place.Write("logons.json", string.Concat(Enumerable.Range(0, 100).Select(Logon)));
        string cleared = """{"EVENTID": 1102, "host": "pc-3", "message": "The audit log was cleared"}""";
        _place.Write("new.json", Logon(3) + cleared + "\n" + Logon(4));
        string[] fields = ["--format", "json", "--event-id-field", "EVENTID", "--entity-field", "host"];
        _place.Run(["train", "logons.json", "-o", "model", .. fields, .. Orders.Small]).With(0).Accounted("300 lines = 300 events + 0 skipped");

        _place.Run("detect", "new.json", "-m", "model", "-o", "found.jsonl").With(0).Accounted("7 lines = 7 events + 0 skipped");

        var found = File.ReadLines(_place.PathOf("found.jsonl")).Select(line => JsonSerializer.Deserialize<JsonElement>(line)).ToArray();
        found.ShouldContain(anomaly => anomaly.GetProperty("line").GetInt64() == 4
            && anomaly.GetProperty("kind").GetString() == "unseen-template" && anomaly.GetProperty("entity").GetString() == "pc-3");

        static string Logon(int i) => $$"""
            {"EVENTID": 4624, "host": "pc-{{i % 5}}", "message": null}
            {"EVENTID": 4672, "host": "pc-{{i % 5}}"}
            {"EVENTID": 4634, "host": "pc-{{i % 5}}", "message": "An account was logged off"}

            """;
    }

    [Fact]
    public void Sequences_of_keys_train_a_model_that_sees_a_session_cut_off()
    {
        _place.Write("keys.txt", string.Concat(Enumerable.Repeat("5 5 22 11 9\n", 200)));
        _place.Write("new.txt", "5 5 22 11 9\n5 5 22\n");
        string[] quick = ["--units", "16", "--layers", "1", "--max-epochs", "60", "--learning-rate", "0.05"];
        _place.Run(["train", "keys.txt", "-o", "model", "--format", "sequences", .. quick]).With(0);

        _place.Run("detect", "new.txt", "-m", "model", "-o", "found.jsonl").With(0).Accounted("2 lines = 2 events + 0 skipped");

        string[] found = File.ReadAllLines(_place.PathOf("found.jsonl"));
        JsonElement only = JsonSerializer.Deserialize<JsonElement>(found.ShouldHaveSingleItem());
        only.GetProperty("line").GetInt64().ShouldBe(2);
        only.GetProperty("kind").GetString().ShouldBe("early-end");
    }

    [LinuxFact]
    public void Ctrl_C_while_standard_input_is_open_leaves_nothing_behind()
    {
        string temporary = Directory.CreateDirectory(_place.PathOf("temporary")).FullName;
        ProcessStartInfo start = RunningProgram.Command(_place.Folder, Orders.Train("-", "model"), "env", "--default-signal=INT");
        start.Environment["TMPDIR"] = temporary;
        using RunningProgram program = new(start);
        program.Write(Orders.Log(1000));
        SpinWait.SpinUntil(() => Directory.GetFiles(temporary, "*.tmp").Length > 0, TimeSpan.FromMinutes(2)).ShouldBeTrue();

        program.Interrupt();

        program.WaitForEnd().With(130).Errors.ShouldContain("Stopped.");
        Directory.GetFiles(temporary, "*.tmp").ShouldBeEmpty();
        Directory.Exists(_place.PathOf("model")).ShouldBeFalse();
    }

    [Fact]
    public void A_bundle_that_is_there_is_replaced_whole()
    {
        _place.Write("shop.log", Orders.Log(60));
        _place.Run(Orders.Train("shop.log", "model")).With(0);
        string before = File.ReadAllText(_place.PathOf("model/manifest.json"));

        _place.Run([.. Orders.Train("shop.log", "model"), "--seed", "2"]).With(0);

        File.ReadAllText(_place.PathOf("model/manifest.json")).ShouldNotBe(before);
        Directory.GetDirectories(_place.Folder).Length.ShouldBe(1);
        _place.Run("detect", "shop.log", "-m", "model").With(0);
    }

    [Fact]
    public void A_folder_of_other_things_is_refused_before_any_work_and_left_alone()
    {
        _place.Write("shop.log", Orders.Log(60));
        Directory.CreateDirectory(_place.PathOf("precious"));
        _place.Write("precious/thesis.txt", "years of work");

        Ended run = _place.Run(Orders.Train("shop.log", "precious"))
            .Refused(1, "precious", "holds thesis.txt, which is no part of a model bundle");

        run.Errors.ShouldNotContain("Mining");
        Directory.GetFiles(_place.PathOf("precious")).Length.ShouldBe(1);
    }

    [Fact]
    public void A_file_where_the_bundle_should_go_is_refused_before_any_work()
    {
        _place.Write("shop.log", Orders.Log(60));

        Ended run = _place.Run(Orders.Train("shop.log", "shop.log")).Refused(1, "shop.log is a file");

        run.Errors.ShouldNotContain("Mining");
    }
}
