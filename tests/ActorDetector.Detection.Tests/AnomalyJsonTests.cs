using System.Text;

namespace ActorDetector.Detection.Tests;

public sealed class AnomalyJsonTests
{
    private const string Hostile = "a \"quoted\", \e[2J line\r\nwith < > ' \0 漢 🙂";

    private static Anomaly Sample => new()
    {
        Id = "a1",
        Time = new DateTimeOffset(2008, 11, 9, 20, 36, 15, TimeSpan.FromMinutes(-210)).AddTicks(1234567),
        Entity = Hostile,
        Session = "blk_1#2",
        Source = "hdfs.log",
        LineNumber = long.MaxValue,
        Raw = Hostile,
        Template = "Got exception <*>",
        LogKey = 7,
        Detector = "next-key",
        Detectors = ["next-key", "length"],
        Kind = AnomalyKind.UnexpectedKey,
        Score = 0.1 + 0.2,
        Rank = 14,
        Probability = 1e-300,
        Expected = [new ExpectedTemplate("Receiving <*>", 3, 1.0 / 3), new ExpectedTemplate("", 4, 0.041)],
        ModelVersion = "m1",
        Explanation = "\"Receiving\" was expected",
    };

    [Fact]
    public void What_was_written_is_read_exactly()
    {
        Anomaly written = Sample;

        Anomaly read = Read(AnomalyJson.ToBytes(written));

        read.Detectors.ShouldBe(written.Detectors);
        read.Expected.ShouldBe(written.Expected);
        (read with { Detectors = written.Detectors, Expected = written.Expected }).ShouldBe(written);
        read.Time!.Value.Offset.ShouldBe(written.Time!.Value.Offset);
    }

    [Fact]
    public void Every_kind_is_read()
    {
        foreach (AnomalyKind kind in Enum.GetValues<AnomalyKind>())
            Read(AnomalyJson.ToBytes(Sample with { Kind = kind })).Kind.ShouldBe(kind);
    }

    [Fact]
    public void What_is_not_known_or_not_finite_is_read()
    {
        Anomaly read = Read(AnomalyJson.ToBytes(Sample with { Time = null, Template = null, Expected = [], Score = double.PositiveInfinity, Probability = double.NaN }));

        read.Time.ShouldBeNull();
        read.Template.ShouldBeNull();
        read.Expected.ShouldBeEmpty();
        read.Score.ShouldBe(double.PositiveInfinity);
        double.IsNaN(read.Probability).ShouldBeTrue();
    }

    [Theory]
    [InlineData("\"id\":\"a1\"", "\"di\":\"a1\"", "id")]
    [InlineData("\"kind\":\"unexpected-key\"", "\"kind\":\"odd\"", "kind is odd")]
    [InlineData("\"line\":9223372036854775807", "\"line\":\"x\"", "")]
    [InlineData("\"rank\":14", "\"rank\":1e99", "")]
    [InlineData("\"log_key\":7", "\"log_key\":[", "")]
    [InlineData("2008-11-09T", "yesterday", "time")]
    [InlineData("\"expected\":[{", "\"expected\":[7,{", "")]
    public void What_is_no_anomaly_is_refused(string from, string to, string named)
    {
        string json = Encoding.UTF8.GetString(AnomalyJson.ToBytes(Sample)).Replace(from, to, StringComparison.Ordinal);

        Should.Throw<FormatException>(() => Read(Encoding.UTF8.GetBytes(json))).Message.ShouldContain(named);
    }

    private static Anomaly Read(byte[] utf8) => AnomalyJson.Read(utf8);
}
