using System.Globalization;
using System.Text;
using System.Text.Json;
using ActorDetector.CommandLine;
using ActorDetector.Detection;
using ActorDetector.Output;
using CsvHelper;

namespace ActorDetector.Tests.Output;

public sealed class AnomalyFileTests : IDisposable
{
    private const string Hostile = "a \"quoted\", \e[2J line\r\nwith | and < > ' \0 \uD800 漢 🙂";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_anomaly_is_exactly_one_line_of_JSON() =>
        Written("a.jsonl", SampleAnomaly.Of()).ShouldBe(
            """{"id":"a1","time":"2008-11-09T20:36:15+00:00","entity":"blk_1","session":"blk_1#2","source":"hdfs.log","line":1234"""
            + ""","raw":"Got exception","template":"Got exception <*>","log_key":7,"detector":"next-key","detectors":["next-key","length"],"kind":"unexpected-key","score":9.25"""
            + ""","rank":14,"probability":0.0001,"expected":[{"template":"Receiving <*>","log_key":3,"probability":0.93},"""
            + """{"template":"Deleting <*>","log_key":4,"probability":0.041}],"model":"m1","explanation":"\"Receiving\" was expected"}"""
            + "\n");

    [Fact]
    public void What_is_not_known_is_null_in_JSON()
    {
        string line = Written("a.ndjson", SampleAnomaly.Of(double.PositiveInfinity) with { Time = null, Template = null, Expected = [] });

        line.ShouldContain("\"time\":null");
        line.ShouldContain("\"template\":null");
        line.ShouldContain("\"score\":null");
        line.ShouldContain("\"expected\":[]");
    }

    [Theory]
    [InlineData(AnomalyKind.UnexpectedKey, "unexpected-key")]
    [InlineData(AnomalyKind.UnseenTemplate, "unseen-template")]
    [InlineData(AnomalyKind.EarlyEnd, "early-end")]
    [InlineData(AnomalyKind.BeyondEnd, "beyond-end")]
    public void Kinds_are_words_with_dashes(AnomalyKind kind, string word) =>
        Written("a.json", SampleAnomaly.Of() with { Kind = kind }).ShouldContain($"\"kind\":\"{word}\"");

    [Fact]
    public void A_hostile_line_stays_one_line_of_valid_JSON()
    {
        string text = Written("a.jsonl", SampleAnomaly.Of(raw: Hostile), SampleAnomaly.Of(id: "a2"));

        string[] lines = text.TrimEnd('\n').Split('\n');
        lines.Length.ShouldBe(2);
        text.Any(character => char.IsControl(character) && character != '\n').ShouldBeFalse();
        JsonDocument.Parse(lines[0]).RootElement.GetProperty("raw").GetString().ShouldBe(Hostile.Replace('\uD800', '\uFFFD'));
    }

    [Fact]
    public void CSV_has_the_same_columns_and_gives_back_what_it_took()
    {
        string text = Written("a.csv", SampleAnomaly.Of(raw: Hostile), SampleAnomaly.Of(id: "a2") with { Time = null, Template = null, Expected = [] });

        using CsvReader csv = new(new StringReader(text), CultureInfo.InvariantCulture);
        csv.Read().ShouldBeTrue();
        csv.ReadHeader();
        csv.HeaderRecord.ShouldBe(JsonDocument.Parse(Written("a.jsonl", SampleAnomaly.Of())).RootElement.EnumerateObject().Select(property => property.Name));
        csv.Read().ShouldBeTrue();
        csv["id"].ShouldBe("a1");
        csv["time"].ShouldBe("2008-11-09T20:36:15+00:00");
        csv["line"].ShouldBe("1234");
        csv["raw"].ShouldBe(Hostile.Replace('\uD800', '\uFFFD'));
        csv["score"].ShouldBe("9.25");
        csv["probability"].ShouldBe("0.0001");
        csv["expected"].ShouldBe("0.93 Receiving <*> | 0.041 Deleting <*>");
        csv["explanation"].ShouldBe("\"Receiving\" was expected");
        csv.Read().ShouldBeTrue();
        csv["id"].ShouldBe("a2");
        csv["time"].ShouldBe("");
        csv["expected"].ShouldBe("");
        csv.Read().ShouldBeFalse();
    }

    [Theory]
    [InlineData("a.jsonl", 1)]
    [InlineData("a.csv", 2)]
    public void Anomalies_are_in_the_file_as_soon_as_they_are_written(string name, int lines)
    {
        using IAnomalyWriter writer = AnomalyFile.Create(_folder.PathOf(name));
        writer.Write([SampleAnomaly.Of()]);

        Read(name).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(lines);

        writer.Write([SampleAnomaly.Of(), SampleAnomaly.Of()]);

        Read(name).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(lines + 2);
    }

    [Fact]
    public void Without_anomalies_the_file_is_there_all_the_same()
    {
        Written("a.jsonl").ShouldBe("");
        Written("a.CSV").ShouldStartWith("id,time,entity,session,source,line,");
    }

    [Theory]
    [InlineData("a.txt")]
    [InlineData("anomalies")]
    public void Another_extension_is_refused(string name)
    {
        Should.Throw<UsageException>(() => AnomalyFile.Create(_folder.PathOf(name))).Message.ShouldContain(".jsonl");
        File.Exists(_folder.PathOf(name)).ShouldBeFalse();
    }

    private string Written(string name, params Anomaly[] anomalies)
    {
        using (IAnomalyWriter writer = AnomalyFile.Create(_folder.PathOf(name)))
            writer.Write(anomalies);
        return Read(name);
    }

    private string Read(string name)
    {
        using StreamReader reader = new(new FileStream(_folder.PathOf(name), FileMode.Open, FileAccess.Read, FileShare.ReadWrite), Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
