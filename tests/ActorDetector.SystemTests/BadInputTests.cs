using System.Text;
using ActorDetector.SystemTests.Processes;

namespace ActorDetector.SystemTests;

public sealed class BadInputTests : IDisposable
{
    private readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public void An_empty_file_has_nothing_to_learn_from()
    {
        _place.Write("empty.log", "");

        _place.Run("parse", "empty.log").Refused(1, "none of the 0 lines became an event").Accounted("0 lines = 0 events + 0 skipped");
        _place.Run("train", "empty.log", "-o", "model").Refused(1, "nothing to learn from");
        Directory.Exists(_place.PathOf("model")).ShouldBeFalse();
    }

    [Fact]
    public void A_file_that_is_no_text_is_refused()
    {
        byte[] bytes = new byte[100_000];
        new Random(1).NextBytes(bytes);
        _place.Write("program.bin", bytes);

        _place.Run("parse", "program.bin").Refused(1, "program.bin", "is not text");
    }

    [Fact]
    public void A_line_of_10_MB_is_skipped_and_counted()
    {
        _place.Write("shop.log", Orders.Log(10) + new string('x', 10_000_000) + "\n" + Orders.Log(10, first: 11));

        _place.Run("parse", "shop.log").With(0).Accounted("81 lines = 80 events + 1 skipped (1 too-long)");
    }

    [Fact]
    public void A_line_of_10_MB_is_an_event_when_it_is_allowed()
    {
        _place.Write("shop.log", Orders.Log(10) + string.Concat(Enumerable.Repeat("many words ", 900_000)) + "\n");

        _place.Run("parse", "shop.log", "--format", "plain", "--max-line-bytes", "20000000").With(0)
            .Accounted("41 lines = 41 events + 0 skipped");
    }

    [Fact]
    public void Bytes_that_are_no_UTF_8_are_kept_in_the_line_and_shown_as_such()
    {
        byte[] bad = [.. "2026-01-05 08:00:00 INFO shop: Order ord-9 was opened by customer "u8, 0xFF, 0xC3, 0x28, (byte)'\n'];
        _place.Write("shop.log", [.. Encoding.UTF8.GetBytes(Orders.Log(10)), .. bad]);

        _place.Run("parse", "shop.log", "--structured", "lines.csv", "--format", Orders.Format).With(0)
            .Accounted("41 lines = 41 events + 0 skipped");

        _place.Rows("lines.csv")[^1][5].ShouldContain("\uFFFD");
    }

    [Fact]
    public void A_line_with_NUL_bytes_is_skipped_and_counted()
    {
        _place.Write("shop.log", Orders.Log(10) + "2026-01-05 08:00:00 INFO shop: \0\0\0\n");

        _place.Run("parse", "shop.log").With(0).Accounted("41 lines = 40 events + 1 skipped (1 binary)");
    }

    [Fact]
    public void Line_ends_of_Windows_make_no_difference()
    {
        _place.Write("unix.log", Orders.Log(10));
        _place.Write("windows.log", Orders.Log(10).ReplaceLineEndings("\r\n"));

        _place.Run("parse", "windows.log").With(0).Output.ShouldBe(_place.Run("parse", "unix.log").With(0).Output);
    }

    [Fact]
    public void A_last_line_without_an_end_is_a_line()
    {
        _place.Write("shop.log", Orders.Log(10).TrimEnd('\n'));

        _place.Run("parse", "shop.log").With(0).Accounted("40 lines = 40 events + 0 skipped");
    }

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        _place.Run("parse", "nowhere.log").Refused(1, "nowhere.log", "no such file");
        _place.Run("parse", "no*.log").Refused(1, "no*.log", "no file matches");
        _place.Run("parse", _place.Folder).Refused(1, _place.Folder, "is a folder");
    }

    [UnprivilegedFact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void A_file_that_may_not_be_read_is_named()
    {
        _place.Write("secret.log", Orders.Log(1));
        File.SetUnixFileMode(_place.PathOf("secret.log"), UnixFileMode.None);

        _place.Run("parse", "secret.log").Refused(1, "secret.log", "cannot be opened");
    }

    [Fact]
    public void A_time_that_goes_back_loses_no_line()
    {
        _place.Write("shop.log", Orders.Log(30, first: 1000) + Orders.Log(30) + Orders.Log(30, first: 500));

        string[] train = ["train", "shop.log", "-o", "model", "--format", Orders.Format];
        _place.Run([.. train, "--session-gap", "00:01:00", "--idle-timeout", "00:10:00", .. Orders.Small]).With(0).Accounted("360 lines = 360 events + 0 skipped");
        _place.Run("detect", "shop.log", "-m", "model").With(0).Accounted("360 lines = 360 events + 0 skipped");
    }

    [Fact]
    public void A_session_of_100_000_events_is_learned_and_judged()
    {
        StringBuilder log = new();
        for (int i = 0; i < 100_000; i++)
            log.Append(Orders.Line(1, i, i % 2 == 0 ? "ord-1 waits" : "ord-1 still waits"));
        _place.Write("long.log", Orders.Log(50, first: 2) + log);

        _place.Run(Orders.Train("long.log", "model")).With(0).Accounted("100,200 lines = 100,200 events + 0 skipped");
        _place.Run("detect", "long.log", "-m", "model").With(0).Lines[0].ShouldContain("of 51 sessions, 100,200 lines");
    }

    [Fact]
    public void A_session_longer_than_allowed_is_cut_into_sessions()
    {
        _place.Write("shop.log", Orders.Log(40));

        Ended run = _place.Run([.. Orders.Train("shop.log", "model"), "--max-session-length", "2"]).With(0);

        run.Lines.First(line => line.Contains("sessions ", StringComparison.Ordinal)).ShouldContain("80");
    }

    [Fact]
    public void A_log_with_one_template_is_learned()
    {
        _place.Write("beat.log", string.Concat(Enumerable.Repeat("heart beats\n", 500)));

        _place.Run(["train", "beat.log", "-o", "model", "--session-count", "10", .. Orders.Small]).With(0)
            .Output.ShouldMatch(@"(?m)^ *templates +1 *$");
        _place.Run("detect", "beat.log", "-m", "model").With(0).Lines[0].ShouldStartWith("No anomalies");
    }

    [Fact]
    public void A_log_with_a_template_on_every_line_is_learned_and_never_seen_lines_are_told()
    {
        _place.Write("noise.log", Noise(0, 3000));
        _place.Write("other.log", Noise(5000, 100));

        _place.Run(["train", "noise.log", "-o", "model", "--format", "plain", "--session-count", "10", .. Orders.Small]).With(0)
            .Accounted("3,000 lines = 3,000 events + 0 skipped");
        _place.Run("detect", "other.log", "-m", "model").With(0).Accounted("100 lines = 100 events + 0 skipped")
            .Output.ShouldContain("No line like this");

        // Letters alone, so that no mask makes the words one.
        static string Noise(int first, int count) => string.Concat(Enumerable.Range(first, count).Select(i =>
            string.Join(' ', Enumerable.Range(0, 2 + (i % 7)).Select(word => Letters((i * 31) + (word * 7919)))) + "\n"));
        static string Letters(int n) => new([.. Enumerable.Range(0, 6).Select(place => (char)('g' + ((n >> (4 * place)) & 15)))]);
    }

    [Fact]
    public void Too_few_sessions_for_the_split_are_told()
    {
        _place.Write("one.log", Orders.Log(1));
        _place.Write("two.log", Orders.Log(2));

        _place.Run(Orders.Train("one.log", "model")).Refused(1, "1 sessions", "too few to split", "--train-share");
        Directory.Exists(_place.PathOf("model")).ShouldBeFalse();
        _place.Run(Orders.Train("two.log", "model")).With(0).Output.ShouldContain("(no part) of held-out sessions");
    }

    [Fact]
    public void A_log_of_another_format_than_the_model_is_refused_with_its_account()
    {
        _place.Write("shop.log", Orders.Log(30));
        _place.Write("other.json", "{\"message\": \"started\"}\n{\"message\": \"stopped\"}\n");
        _place.Run(Orders.Train("shop.log", "model")).With(0);

        foreach (string command in (string[])["detect", "evaluate"])
        {
            _place.Run(command, "other.json", "-m", "model").Refused(1, "none of the 2 lines became an event", "--format")
                .Accounted("2 lines = 0 events + 2 skipped (2 header)");
        }
    }

    [Fact]
    public void An_empty_log_has_no_anomalies()
    {
        _place.Write("shop.log", Orders.Log(30));
        _place.Write("empty.log", "");
        _place.Run(Orders.Train("shop.log", "model")).With(0);

        _place.Run("detect", "empty.log", "-m", "model").With(0)
            .Accounted("0 lines = 0 events + 0 skipped").Lines[0].ShouldStartWith("No anomalies");
    }
}
