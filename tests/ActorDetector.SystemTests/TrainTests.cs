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

        foreach (string said in (string[])["lines  ", "templates  ", "sessions  ", "windows  ", "distinct", "g  ", "training loss", "validation loss", "seconds"])
            run.Output.ShouldContain(said);
        run.Lines[^1].ShouldMatch("^Model [0-9a-f]{16} in model$");
        string[] files = [.. Directory.GetFiles(_place.PathOf("model")).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];
        files.ShouldBe(["manifest.json", "next-key.safetensors", "sessions.json", "templates.json"]);
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
        _place.Write("new.json", Logon(3) + """{"EVENTID": 1102, "host": "pc-3", "message": "The audit log was cleared"}""" + "\n" + Logon(4));
        string[] train = ["train", "logons.json", "-o", "model", "--format", "json", "--event-id-field", "EVENTID", "--entity-field", "host"];
        _place.Run([.. train, .. Orders.Small]).With(0).Accounted("300 lines = 300 events + 0 skipped");

        _place.Run("detect", "new.json", "-m", "model", "-o", "found.jsonl").With(0).Accounted("7 lines = 7 events + 0 skipped");

        JsonElement[] found = [.. File.ReadLines(_place.PathOf("found.jsonl")).Select(line => JsonSerializer.Deserialize<JsonElement>(line))];
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
        _place.Run("train", "keys.txt", "-o", "model", "--format", "sequences", "--units", "16", "--layers", "1", "--max-epochs", "60", "--learning-rate", "0.05").With(0);

        _place.Run("detect", "new.txt", "-m", "model", "-o", "found.jsonl").With(0).Accounted("2 lines = 2 events + 0 skipped");

        string[] found = File.ReadAllLines(_place.PathOf("found.jsonl"));
        JsonElement only = JsonSerializer.Deserialize<JsonElement>(found.ShouldHaveSingleItem());
        only.GetProperty("line").GetInt64().ShouldBe(2);
        only.GetProperty("kind").GetString().ShouldBe("early-end");
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

        Ended run = _place.Run(Orders.Train("shop.log", "precious")).Refused(1, "precious", "holds thesis.txt, which is no part of a model bundle");

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
