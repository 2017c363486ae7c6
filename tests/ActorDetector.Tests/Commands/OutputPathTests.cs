namespace ActorDetector.Tests.Commands;

public sealed class OutputPathTests : IDisposable
{
    private const string Text = "opened job1\n";
    private readonly TemporaryFolder _folder = new();

    public OutputPathTests() => _folder.Write("in.csv", Text);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("detect", "--output")]
    [InlineData("evaluate", "--json")]
    [InlineData("evaluate", "--html")]
    [InlineData("parse", "--structured")]
    [InlineData("parse", "--templates")]
    public async Task An_output_that_is_an_input_is_refused_and_the_input_stays(string command, string option)
    {
        string input = _folder.PathOf("in.csv");
        string output = Path.Combine(_folder.Path, ".", "in.csv");
        string[] model = command == "parse" ? [] : ["-m", _folder.PathOf("model")];

        ProgramRun run = await ProgramRun.Of(_folder, [command, input, .. model, option, output]);

        run.Code.ShouldBe(2);
        run.Remarks.ShouldStartWith($"error: {option} {output} would overwrite one of the inputs");
        File.ReadAllText(input).ShouldBe(Text);
    }

    [Fact]
    public async Task A_link_to_an_input_is_that_input()
    {
        File.CreateSymbolicLink(_folder.PathOf("link.csv"), _folder.PathOf("in.csv"));

        ProgramRun run = await ProgramRun.Of(_folder, "parse", _folder.PathOf("*.csv"), "--templates", _folder.PathOf("link.csv"));

        run.Code.ShouldBe(2);
        File.ReadAllText(_folder.PathOf("in.csv")).ShouldBe(Text);
    }

    [Fact]
    public async Task The_file_of_labels_and_another_output_are_kept_too()
    {
        string labels = _folder.PathOf("labels.csv");
        string[] words = ["evaluate", _folder.PathOf("in.csv"), "-m", _folder.PathOf("model")];

        (await ProgramRun.Of(_folder, [.. words, "--labels", labels, "--json", labels])).Remarks.ShouldContain("read as --labels");
        (await ProgramRun.Of(_folder, [.. words, "--json", labels, "--html", labels])).Remarks.ShouldContain("written as --json");
    }
}
