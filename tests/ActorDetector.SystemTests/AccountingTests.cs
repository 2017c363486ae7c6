using ActorDetector.SystemTests.Processes;

namespace ActorDetector.SystemTests;

public sealed class AccountingTests : IDisposable
{
    private readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public void Lines_of_a_log_with_headers_are_events_or_skipped_for_a_reason()
    {
        string bad = "\n   \n\t\r\n" // 3 empty
            + Orders.Line(1, 0, "Holds a \0 byte of ord-1") // 1 binary
            + Orders.Line(1, 0, "ord-1 is " + new string('x', 2000)) + Orders.Line(1, 0, "ord-1 was " + new string('y', 3000)) // 2 too long
            + "2026 is no header\n2027 neither\n2028 nor this\n2029 nor that\n" // 4 header
            + "    at Shop.Open()\n    at Shop.Main()\n    --- end ---\n    .\n    .\n" // 5 continuation, of 2029
            + Orders.Line(1, 0, "Nobody's order was opened"); // 1 no identifier
        _place.Write("shop.log", Orders.Log(10) + bad + Orders.Log(10, first: 11));

        Ended run = _place.Run([.. Orders.Train("shop.log", "model"), "--record-start", "^20", "--max-line-bytes", "1000"]).With(0);

        run.Accounted("96 lines = 80 events + 16 skipped (3 empty, 5 continuation, 2 too-long, 1 binary, 4 header, 1 no-identifier)");
    }

    [Fact]
    public void Lines_of_JSON_are_events_or_skipped_for_a_reason()
    {
        _place.Write("app.json", """
            {"message": "started", "host": "a"}
            {"message": null, "host": "a"}
            {"host": "a"}
            {"message": "", "host": "a"}
            {"message": "cut of

            no JSON at all
            {"message": "stopped", "host": "a"}

            """);

        _place.Run("parse", "app.json", "--format", "json").With(0)
            .Accounted("8 lines = 2 events + 6 skipped (1 empty, 2 malformed, 3 no-message)");
    }

    [Fact]
    public void Lines_of_CSV_are_events_or_skipped_for_a_reason()
    {
        _place.Write("app.csv", "host,message\na,started\na,\n\na,\"stopped,\nafter a while\"\nb,started\n");

        _place.Run("parse", "app.csv", "--format", "csv").With(0)
            .Accounted("7 lines = 3 events + 4 skipped (1 empty, 1 continuation, 1 no-message, 1 column-names)");
    }

    [Fact]
    public void Lines_of_several_files_are_summed()
    {
        _place.Write("1.log", Orders.Log(3) + "\n");
        _place.Write("2.log", "\n" + Orders.Log(3));

        _place.Run("parse", "*.log").With(0).Accounted("26 lines = 24 events + 2 skipped (2 empty)");
    }

    [Fact]
    public void Lines_before_the_damage_of_a_file_are_accounted_for()
    {
        _place.WritePacked("shop.log.gz", Orders.Log(50_000));
        byte[] whole = File.ReadAllBytes(_place.PathOf("shop.log.gz"));
        _place.Write("shop.log.gz", whole[..(whole.Length / 2)]);

        Ended run = _place.Run("parse", "shop.log.gz").Refused(1, "shop.log.gz", "damaged or cut short", "whole lines");

        run.Errors.ShouldMatch(@"\n[\d,]+ lines = [\d,]+ events \+ 0 skipped\n");
    }
}
