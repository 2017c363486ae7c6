using System.Text;
using ActorDetector.Logs.Reading;

namespace ActorDetector.Logs.Tests.Reading;

public sealed class InputFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_pattern_stands_for_its_files_in_order_and_each_file_comes_once()
    {
        string b = _folder.Write("b.log", []);
        string a = _folder.Write("a.log", []);
        string inner = _folder.Write("inner/c.log", []);
        _folder.Write("a.txt", []);

        InputFiles.Resolve([b, Path.Combine(_folder.Path, "*.log"), "-"]).ShouldBe([b, a, "-"]);
        InputFiles.Resolve([Path.Combine(_folder.Path, "**/*.log")]).ShouldBe([a, b, inner]);
    }

    [Fact]
    public void Files_of_a_pattern_are_named_as_the_pattern_names_them()
    {
        string log = _folder.Write("a.log", []);
        string relative = Path.GetRelativePath(".", log);

        InputFiles.Resolve([Path.Combine(Path.GetDirectoryName(relative)!, "*.log")]).ShouldBe([relative]);
    }

    [Fact]
    public void A_file_whose_name_has_a_star_is_that_file()
    {
        string star = _folder.Write("a*.log", []);
        _folder.Write("ab.log", []);

        InputFiles.Resolve([star]).ShouldBe([star]);
    }

    [Theory]
    [InlineData("missing.log", "there is no such file")]
    [InlineData("missing*.log", "no file matches the pattern")]
    [InlineData("none/*/x.log", "no file matches the pattern")]
    [InlineData("", "is a folder")]
    public void What_is_not_there_is_named_with_the_reason(string name, string reason)
    {
        string path = Path.Combine(_folder.Path, name);

        Should.Throw<LogInputException>(() => InputFiles.Resolve([path])).Message.ShouldSatisfyAllConditions(
            message => message.ShouldStartWith(path),
            message => message.ShouldContain(reason));
    }

    [Fact]
    public void No_input_at_all_is_an_error() => Should.Throw<LogInputException>(() => InputFiles.Resolve([])).Message.ShouldContain("no input");

    [Theory]
    [InlineData("missing.log")]
    [InlineData("")]
    public void A_file_that_cannot_be_opened_is_named(string name)
    {
        string path = Path.Combine(_folder.Path, name);

        Should.Throw<LogInputException>(() => InputFiles.Open(path)).Message.ShouldStartWith(path + ": cannot be opened: ");
    }

    [Fact]
    public void A_file_that_may_not_be_read_is_named()
    {
        string path = _folder.Write("secret.log", "x\n"u8.ToArray());
        if (OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess)
            return; // A privileged user may read every file.
        File.SetUnixFileMode(path, UnixFileMode.None);

        Should.Throw<LogInputException>(() => InputFiles.Open(path)).Message.ShouldStartWith(path + ": cannot be opened: ");
    }

    [Theory]
    [InlineData("a.log")]
    [InlineData("a.gz")]
    public void A_gz_is_known_by_its_bytes_whatever_its_name(string name)
    {
        using InputStream stream = InputFiles.Open(_folder.Write(name, Gzip.Pack("one\ntwo\n")));

        Text(stream).ShouldBe("one\ntwo\n");
        stream.BytesRead.ShouldBe(stream.TotalBytes!.Value);
    }

    [Fact]
    public void A_file_named_gz_that_is_text_is_text()
    {
        using InputStream stream = InputFiles.Open(_folder.Write("a.gz", "one\n"u8.ToArray()));

        Text(stream).ShouldBe("one\n");
    }

    [Fact]
    public void Files_packed_one_behind_another_are_read_to_the_end()
    {
        using InputStream stream = InputFiles.Open(_folder.Write("a.gz", [.. Gzip.Pack("one\n"), .. Gzip.Pack("two\n")]));

        Text(stream).ShouldBe("one\ntwo\n");
    }

    [Fact]
    public void Looking_ahead_takes_nothing_from_what_is_read()
    {
        string text = string.Concat(Enumerable.Range(0, 5000).Select(i => $"line {i}\n"));
        using InputStream stream = InputFiles.Open(_folder.Write("a.log", Encoding.ASCII.GetBytes(text)));

        Encoding.ASCII.GetString(stream.LookAhead(100)).ShouldBe(text[..100]);

        Text(stream).ShouldBe(text);
    }

    [Fact]
    public void Looking_ahead_into_a_pipe_waits_for_no_more_than_a_line()
    {
        using InputStream stream = new("pipe", new ChunkedStream([.. "one\ntwo\n"u8], [3]) { NextRead = () => throw new InvalidOperationException("waited") });

        Encoding.ASCII.GetString(stream.LookAhead(100)).ShouldStartWith("one\n");
        stream.TotalBytes.ShouldBeNull();
    }

    [Fact]
    public void Damage_met_while_looking_ahead_is_reported_by_reading()
    {
        using InputStream stream = new("test.log", new MemoryStream(Gzip.Pack(new string('x', 100) + "\nand more")[..^9]));
        stream.LookAhead(1000);

        Reads reads = Reads.Of(stream);

        reads.Fault.ShouldNotBeNull().Message.ShouldContain("damaged or cut short");
    }

    private static string Text(InputStream stream)
    {
        using StreamReader reader = new(stream, leaveOpen: true);
        return reader.ReadToEnd();
    }
}
